// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/activity_list.h"

#include "ui/settings/activity_text.h"
#include "ui/text/two_line_row.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minRowHeight = 44;
constexpr int rowPadding = 5;
constexpr int sidePadding = 10;
constexpr int markSize = 16;
constexpr int markGap = 10;
constexpr int timeGap = 8;

/// What an item shows. A heading has only its text, and no number.
enum ItemRole { Second = Qt::UserRole, At, Mark, Number };

/// The drawing at the row.
QString drawingOf(const ActivityEntry &entry) {
    return entry.allowed     ? u"marks-16/allowed"_s
           : isChoice(entry) ? u"marks-16/quiet"_s
                             : u"marks-16/refused"_s;
}

QFont firstFont(const QFont &font) {
    return scaledFont(font, 1, QFont::Medium);
}

QFont secondFont(const QFont &font) {
    return scaledFont(font, 0.92);
}

bool isHeading(const QModelIndex &index) {
    return !index.data(Number).isValid();
}

/// The palette as the functions for our colors expect it: what is behind a row is its Window.
QPalette rowPalette(const QStyleOptionViewItem &option) {
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QPalette palette = option.palette;
    palette.setColor(QPalette::Window,
                     palette.color(isSelected ? QPalette::Highlight : QPalette::Base));
    palette.setColor(QPalette::WindowText,
                     palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    return palette;
}

/// Paints headings and rows in the colors of the current palette.
class ActivityDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        const int first = QFontMetrics(firstFont(option.font)).height();
        if (isHeading(index))
            return {0, first + 3 * rowPadding};
        const int second = QFontMetrics(secondFont(option.font)).height();
        return {0, std::max(minRowHeight, first + second + 2 * rowPadding)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isHeading(index))
            paintHeading(*painter, option, index);
        else
            paintRow(*painter, option, index);
        painter->restore();
    }

private:
    static void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                          const QFont &font, const QString &text,
                          Qt::Alignment side = Qt::AlignLeft) {
        painter.setFont(font);
        painter.drawText(QStyle::visualRect(option.direction, option.rect, box),
                         int(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter) |
                             Qt::TextSingleLine,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width()));
    }

    static void paintHeading(QPainter &painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) {
        painter.setPen(option.palette.color(QPalette::Active, QPalette::Text));
        paintText(painter, option, option.rect.adjusted(sidePadding, rowPadding, -sidePadding, 0),
                  scaledFont(option.font, 1, QFont::DemiBold), index.data().toString());
    }

    static void paintRow(QPainter &painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) {
        const QPalette palette = rowPalette(option);
        if (option.state.testFlag(QStyle::State_Selected))
            painter.fillRect(option.rect, palette.color(QPalette::Window));
        const QFont firstLine = firstFont(option.font);
        const QFont secondLine = secondFont(option.font);
        const int firstHeight = QFontMetrics(firstLine).height();
        const int secondHeight = QFontMetrics(secondLine).height();
        const QString drawing = index.data(Mark).toString();
        const bool refused = drawing == "marks-16/refused"_L1;
        const QColor muted = mutedColor(palette);
        const QColor tone = drawing == "marks-16/quiet"_L1
                                ? muted
                                : toneColor(refused ? Tone::Stop : Tone::Accent, palette);
        const QRect inside = option.rect.adjusted(sidePadding, 0, -sidePadding, 0);
        const int top = inside.top() + (inside.height() - firstHeight - secondHeight) / 2;

        QRect mark(inside.left(), top + (firstHeight - markSize) / 2, markSize, markSize);
        mark = QStyle::visualRect(option.direction, option.rect, mark);
        paintTinted(painter, drawing, mark, tone);

        const QString at = index.data(At).toString();
        const int atWidth = QFontMetrics(secondLine).horizontalAdvance(at) + 1;
        const int left = inside.left() + markSize + markGap;
        const int width = inside.right() + 1 - left;
        painter.setPen(palette.color(QPalette::WindowText));
        paintText(painter, option, {left, top, width - atWidth - timeGap, firstHeight}, firstLine,
                  index.data().toString());
        painter.setPen(muted);
        paintText(painter, option, {left + width - atWidth, top, atWidth, firstHeight}, secondLine,
                  at, Qt::AlignRight);
        painter.setPen(refused ? tone : muted);
        paintText(painter, option, {left, top + firstHeight, width, secondHeight}, secondLine,
                  index.data(Second).toString());
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter.setRenderHint(QPainter::Antialiasing, false);
            painter.setPen(QPen(palette.color(QPalette::WindowText), 1, Qt::DotLine));
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
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
    item->setData(Second, secondLine(entry));
    item->setData(At, dayTime(entry.at));
    item->setData(Mark, drawingOf(entry));
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
