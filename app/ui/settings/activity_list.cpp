// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/activity_list.h"

#include "ui/settings/activity_text.h"
#include "ui/settings/two_line_delegate.h"
#include "ui/text/two_line_row.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A role of the items. A heading has only its text, and no number.
constexpr int Number = TwoLineDelegate::Own;

/// The drawing at the row.
QString drawingOf(const ActivityEntry &entry) {
    return entry.allowed     ? u"marks-16/allowed"_s
           : isChoice(entry) ? u"marks-16/quiet"_s
                             : u"marks-16/refused"_s;
}

bool isHeading(const QModelIndex &index) {
    return !index.data(Number).isValid();
}

/// Rows, and headings between them.
class ActivityDelegate : public TwoLineDelegate {
public:
    using TwoLineDelegate::TwoLineDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        if (!isHeading(index))
            return TwoLineDelegate::sizeHint(option, index);
        return {0, QFontMetrics(firstFont(option.font)).height() + 3 * rowPadding};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override {
        if (!isHeading(index))
            return TwoLineDelegate::paint(painter, option, index);
        painter->save();
        painter->setPen(option.palette.color(QPalette::Active, QPalette::Text));
        paintLine(*painter, option, option.rect.adjusted(sidePadding, rowPadding, -sidePadding, 0),
                  scaledFont(option.font, 1, QFont::DemiBold), index.data().toString());
        painter->restore();
    }
};

} // namespace

ActivityList::ActivityList(QWidget *parent) : QListWidget(parent) {
    setItemDelegate(new ActivityDelegate(this));
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
}

void ActivityList::setEntries(const QList<ActivityEntry> &entries) {
    const QList<ActivityEntry> before = selected();
    const int place = verticalScrollBar()->value();
    const QSignalBlocker blocker(this);
    clear();
    entries_ = entries;
    QDate heading;
    const QDate today = QDate::currentDate();
    for (int i = 0; i < entries_.size(); ++i) {
        const QDate day = toLocal(entries_[i].at).date();
        if (std::exchange(heading, day) != day)
            addHeading(dayHeading(day, today));
        addEntry(i);
    }
    for (int row = 0; row < count(); ++row) {
        const QVariant number = item(row)->data(Number);
        if (number.isValid() && before.contains(entries_[number.toInt()])) {
            if (selectedItems().isEmpty())
                setCurrentItem(item(row));
            item(row)->setSelected(true);
        }
    }
    verticalScrollBar()->setValue(place);
}

void ActivityList::addHeading(const QString &text) {
    auto *item = new QListWidgetItem(text, this);
    item->setFlags(Qt::NoItemFlags); // the keyboard skips it
}

void ActivityList::addEntry(int number) {
    const ActivityEntry &entry = entries_[number];
    auto *item = new QListWidgetItem(usedName(entry), this);
    const QString whole = wholeText(entry);
    item->setData(TwoLineDelegate::Second, secondLine(entry));
    item->setData(TwoLineDelegate::Right, dayTime(entry.at));
    item->setData(TwoLineDelegate::Drawing, drawingOf(entry));
    item->setData(Number, number);
    item->setData(Qt::AccessibleTextRole, whole);
    item->setToolTip(plainToolTip(whole));
}

QList<ActivityEntry> ActivityList::selected() const {
    QList<int> numbers;
    for (const QListWidgetItem *item : selectedItems())
        numbers.append(item->data(Number).toInt());
    std::ranges::sort(numbers);
    QList<ActivityEntry> chosen;
    for (const int number : numbers)
        chosen.append(entries_[number]);
    return chosen;
}

void ActivityList::keyPressEvent(QKeyEvent *event) {
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyWanted(); // Qt would copy only the name of the current row
    else
        QListWidget::keyPressEvent(event);
}

} // namespace vouch::ui
