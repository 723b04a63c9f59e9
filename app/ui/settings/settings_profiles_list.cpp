// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_profiles_list.h"

#include "ui/text/joined.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minProfileHeight = 44;
constexpr int profilePadding = 5;
constexpr int profileSide = 10;
constexpr int warningSize = 16;
constexpr int warningGap = 8;
constexpr int minProfileRows = 3; ///< the list has room for this many

enum ProfileRole { Details = Qt::UserRole, Right, Problem };

QFont nameFont(const QFont &font) {
    return scaledFont(font, 1, QFont::Medium);
}

QFont detailsFont(const QFont &font) {
    return scaledFont(font, 0.92);
}

int profileHeight(const QFont &font) {
    const int lines =
        QFontMetrics(nameFont(font)).height() + QFontMetrics(detailsFont(font)).height();
    return std::max(minProfileHeight, lines + 2 * profilePadding);
}

/// The palette as the functions for our colors expect it: what is behind a row is its Window.
QPalette profilePalette(const QStyleOptionViewItem &option) {
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QPalette palette = option.palette;
    palette.setColor(QPalette::Window,
                     palette.color(isSelected ? QPalette::Highlight : QPalette::Base));
    palette.setColor(QPalette::WindowText,
                     palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    return palette;
}

class ProfileDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override {
        return {0, profileHeight(option.font)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override {
        const QPalette palette = profilePalette(option);
        const QFont first = nameFont(option.font), second = detailsFont(option.font);
        const int firstHeight = QFontMetrics(first).height();
        const int secondHeight = QFontMetrics(second).height();
        const bool isProblem = index.data(Problem).toBool();
        const QColor muted = mutedColor(palette);
        const QColor stop = toneColor(Tone::Stop, palette);
        QRect inside = option.rect.adjusted(profileSide, 0, -profileSide, 0);
        const int top = inside.top() + (inside.height() - firstHeight - secondHeight) / 2;
        const auto text = [&](const QRect &box, const QFont &font, const QColor &color,
                              const QString &line, Qt::Alignment side) {
            painter->setFont(font);
            painter->setPen(color);
            painter->drawText(
                QStyle::visualRect(option.direction, option.rect, box),
                int(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter) |
                    Qt::TextSingleLine,
                QFontMetrics(font).elidedText(line, Qt::ElideRight, box.width()));
        };

        painter->save();
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, palette.color(QPalette::Window));
        if (isProblem) {
            const QRect mark(inside.left(), top + (firstHeight - warningSize) / 2, warningSize,
                             warningSize);
            painter->setRenderHint(QPainter::Antialiasing);
            paintTinted(*painter, u"marks-16/refused"_s,
                        QStyle::visualRect(option.direction, option.rect, mark), stop);
            painter->setRenderHint(QPainter::Antialiasing, false);
            inside.setLeft(inside.left() + warningSize + warningGap);
        }
        const QString right = index.data(Right).toString();
        const int rightWidth =
            right.isEmpty() ? 0 : QFontMetrics(second).horizontalAdvance(right) + 1;
        const int nameWidth = inside.width() - (rightWidth > 0 ? rightWidth + warningGap : 0);
        text({inside.left(), top, nameWidth, firstHeight}, first,
             palette.color(QPalette::WindowText), index.data().toString(), Qt::AlignLeft);
        text({inside.right() + 1 - rightWidth, top, rightWidth, firstHeight}, second, muted, right,
             Qt::AlignRight);
        text({inside.left(), top + firstHeight, inside.width(), secondHeight}, second,
             isProblem ? stop : muted, index.data(Details).toString(), Qt::AlignLeft);
        if (option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(palette.color(QPalette::WindowText), 1, Qt::DotLine));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
};

} // namespace

ProfileList::ProfileList(QWidget *parent) : QListWidget(parent) {
    setItemDelegate(new ProfileDelegate(this));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMinimumHeight(minProfileRows * profileHeight(font()) + 2 * frameWidth());
}

void ProfileList::setRows(const QList<ProfileRow> &rows) {
    const QString before = selected();
    const int place = currentRow();
    const QSignalBlocker blocker(this);
    clear();
    for (const ProfileRow &row : rows) {
        auto *item = new QListWidgetItem(row.name, this);
        item->setData(Details, row.details);
        item->setData(Right, row.right);
        item->setData(Problem, row.isProblem);
        const QString whole = joined({row.name, row.details, row.right});
        item->setData(Qt::AccessibleTextRole, whole);
        item->setToolTip(plainToolTip(whole));
    }
    setCurrentRow(std::clamp(place, 0, std::max(0, count() - 1))); // if it is gone, its neighbor
    select(before);
}

QString ProfileList::selected() const {
    const QListWidgetItem *item = currentItem();
    return item == nullptr ? QString() : item->text();
}

void ProfileList::select(const QString &name) {
    for (int row = 0; row < count(); ++row)
        if (item(row)->text() == name)
            setCurrentRow(row);
}

} // namespace vouch::ui
