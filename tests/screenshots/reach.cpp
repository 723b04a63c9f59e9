// SPDX-License-Identifier: Apache-2.0
#include "reach.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QTabBar>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace {

QString nameOf(const QWidget &widget) {
    QAccessibleInterface *interface =
        QAccessible::queryAccessibleInterface(const_cast<QWidget *>(&widget));
    return interface != nullptr ? interface->text(QAccessible::Name) : QString();
}

QString described(const QWidget &widget) {
    const QString name = nameOf(widget);
    return u"%1 “%2”"_s.arg(QString::fromLatin1(widget.metaObject()->className()),
                            name.isEmpty() ? widget.objectName() : name);
}

/// Parts of another control, which has the focus for them.
bool isPart(const QWidget &widget) {
    const QWidget *parent = widget.parentWidget();
    return widget.objectName().startsWith("qt_"_L1) || widget.inherits("QScrollBar") ||
           widget.inherits("QTableCornerButton") || widget.inherits("QLineEditIconButton") ||
           qobject_cast<const QAbstractSpinBox *>(parent) != nullptr ||
           qobject_cast<const QComboBox *>(parent) != nullptr ||
           qobject_cast<const QTabBar *>(parent) != nullptr ||
           qobject_cast<const QAbstractItemView *>(parent) != nullptr;
}

/// What a person operates.
bool isControl(const QWidget &widget) {
    return qobject_cast<const QAbstractButton *>(&widget) != nullptr ||
           qobject_cast<const QLineEdit *>(&widget) != nullptr ||
           qobject_cast<const QComboBox *>(&widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox *>(&widget) != nullptr ||
           qobject_cast<const QAbstractItemView *>(&widget) != nullptr;
}

bool isTabStop(const QWidget &widget) {
    if ((widget.focusPolicy() & Qt::TabFocus) != Qt::TabFocus)
        return false;
    // Of a group of radio buttons Tab reaches the chosen one, and the arrows reach the others.
    const auto *radio = qobject_cast<const QRadioButton *>(&widget);
    return radio == nullptr || radio->isChecked() || radio->group() == nullptr;
}

QRect placeOf(const QWidget &widget) {
    return {widget.mapTo(widget.window(), QPoint()), widget.size()};
}

bool overlap(int start, int end, int otherStart, int otherEnd) {
    return start < otherEnd && otherStart < end;
}

/// Whether somebody who reads comes to `next` before they come to `now`.
bool isBefore(const QRect &next, const QRect &now, bool isReversed) {
    const bool isSameColumn = overlap(next.left(), next.right(), now.left(), now.right());
    if (isSameColumn && next.bottom() <= now.top())
        return true;
    const int middle = next.center().y();
    const bool isSameRow = middle >= now.top() && middle <= now.bottom() &&
                           now.center().y() >= next.top() && now.center().y() <= next.bottom();
    return isSameRow && (isReversed ? next.left() >= now.right() : next.right() <= now.left());
}

} // namespace

QStringList reachFaultsOf(const QWidget &window) {
    QStringList faults;
    QList<const QWidget *> stops;
    const QWidget *widget = &window;
    do {
        if (widget->isVisible() && widget->isEnabled() && widget->window() == &window &&
            widget != &window && !isPart(*widget) && isTabStop(*widget))
            stops.append(widget);
        widget = widget->nextInFocusChain();
    } while (widget != &window);

    for (const QWidget *each : window.findChildren<QWidget *>()) {
        if (!each->isVisible() || !each->isEnabled() || each->window() != &window || isPart(*each))
            continue;
        const bool isStop = stops.contains(each);
        if ((isStop || isControl(*each)) && nameOf(*each).isEmpty())
            faults.append(u"%1 has no accessible name"_s.arg(described(*each)));
        const auto *radio = qobject_cast<const QRadioButton *>(each);
        if (isControl(*each) && !isStop && radio == nullptr)
            faults.append(u"Tab does not reach %1"_s.arg(described(*each)));
    }
    // Tab goes in a circle, so that once it has to go back to where it began.
    QStringList back;
    for (qsizetype i = 0; i < stops.size(); ++i) {
        const QWidget &now = *stops[i], &next = *stops[(i + 1) % stops.size()];
        // What is scrolled out of sight may lie behind the buttons.
        if (!now.visibleRegion().isEmpty() && !next.visibleRegion().isEmpty() &&
            isBefore(placeOf(next), placeOf(now), window.isRightToLeft()))
            back.append(u"Tab goes back from %1 to %2"_s.arg(described(now), described(next)));
    }
    // Prompts look for the next one by its place (ui/widgets/reading_order.h).
    if (back.size() > 1 && !window.inherits("vouch::ui::PromptDialog"))
        faults.append(back);
    return faults;
}
