// SPDX-License-Identifier: Apache-2.0
#include "screen.h"

#include <QAbstractButton>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int panelHeight = 28; ///< of a desktop's panel, at any edge of the screen
/// A usual window frame with a title; what the windows assume is of no interest here.
constexpr QSize frameSize(4, 40);
constexpr int minLines = 3; ///< that scrolling content has to show at once

QString described(const QWidget &widget) {
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    return u"%1 “%2”"_s.arg(QString::fromLatin1(widget.metaObject()->className()),
                            button != nullptr ? button->text() : widget.accessibleName());
}

/// The area that the widget scrolls in, or null.
const QAbstractScrollArea *areaOf(const QWidget &widget) {
    for (const QWidget *parent = widget.parentWidget(); parent != nullptr && !parent->isWindow();
         parent = parent->parentWidget()) {
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(parent))
            return area;
    }
    return nullptr;
}

/// What scrolls comes into sight as a whole, and some of it is in sight now.
QStringList scrollFaultsOf(const QScrollArea &area) {
    const QWidget *content = area.widget();
    const QSize room = area.viewport()->size();
    if (content == nullptr)
        return {};
    QStringList faults;
    const int below = content->height() - room.height(), beside = content->width() - room.width();
    if (below > area.verticalScrollBar()->maximum() ||
        (below > 0 && area.verticalScrollBarPolicy() == Qt::ScrollBarAlwaysOff))
        faults.append(u"%1 pixels below are never seen"_s.arg(below));
    if (beside > area.horizontalScrollBar()->maximum() ||
        (beside > 0 && area.horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff))
        faults.append(u"%1 pixels at the side are never seen"_s.arg(beside));
    if (below > 0 && room.height() < minLines * area.fontMetrics().lineSpacing())
        faults.append(u"only %1 pixels of the content are seen at once"_s.arg(room.height()));
    return faults;
}

} // namespace

void useScreen(const QSize &small, const QString &folder) {
    const bool isSmall = !small.isEmpty();
    constexpr int large = 4000;
    const QJsonObject screen{{u"name"_s, u"screen"_s},
                             {u"x"_s, 0},
                             {u"y"_s, 0},
                             {u"width"_s, isSmall ? small.width() : large},
                             {u"height"_s, isSmall ? small.height() - panelHeight : large},
                             {u"logicalDpi"_s, 96},
                             {u"dpr"_s, 1},
                             {u"logicalBaseDpi"_s, 96}};
    QFile file(folder + u"/screens.json"_s);
    if (file.open(QIODevice::WriteOnly))
        file.write(QJsonDocument(QJsonObject{{u"screens"_s, QJsonArray{screen}},
                                             {u"windowFrameMargins"_s, !isSmall}})
                       .toJson());
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + file.fileName().toUtf8());
}

QStringList screenFaultsOf(const QWidget &window) {
    QStringList faults;
    const bool isFramed =
        !(window.windowFlags() & Qt::FramelessWindowHint) && window.windowType() != Qt::Popup;
    const QSize screen = window.screen()->availableSize();
    const QSize room = isFramed ? screen - frameSize : screen;
    if (window.width() > room.width() || window.height() > room.height())
        faults.append(u"is %1 × %2 and has room for %3 × %4"_s.arg(window.width())
                          .arg(window.height())
                          .arg(room.width())
                          .arg(room.height()));
    // Buttons that do not scroll are seen whatever the window's size.
    for (const auto *button : window.findChildren<QAbstractButton *>()) {
        if (!button->isVisible() || button->window() != &window || areaOf(*button) != nullptr)
            continue;
        const QRect place(button->mapTo(&window, QPoint()), button->size());
        if (!QRect(QPoint(), room).contains(place))
            faults.append(u"%1 is off the screen"_s.arg(described(*button)));
    }
    for (const auto *area : window.findChildren<QScrollArea *>()) {
        if (area->isVisible() && area->window() == &window)
            faults.append(scrollFaultsOf(*area));
    }
    return faults;
}
