// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/difference_view.h"

#include "ui/widgets/code_font.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int shownRows = 13;
constexpr int edge = 8;
constexpr float tint = 0.14F;
constexpr int kindRole = Qt::UserRole;

using Kind = DifferenceRow::Kind;

/// Takes its colors from the current palette.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        const QFontMetrics metrics(option.font);
        return {metrics.horizontalAdvance(index.data().toString()) + 2 * edge, metrics.height()};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override {
        const auto kind = Kind(index.data(kindRole).toInt());
        painter->save();
        painter->setFont(option.font);
        painter->setLayoutDirection(Qt::LeftToRight);
        if (kind == Kind::Place) {
            QColor muted = option.palette.color(QPalette::Text);
            muted.setAlphaF(mutedColor(option.palette).alphaF());
            painter->setPen(muted);
        } else {
            const Tone tone = kind == Kind::Added ? Tone::Accent : Tone::Stop;
            QColor background = toneColor(tone, option.palette);
            background.setAlphaF(tint);
            painter->fillRect(option.rect, background);
            painter->setPen(option.palette.color(QPalette::Text));
        }
        painter->drawText(option.rect.adjusted(edge, 0, 0, 0),
                          int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                          index.data().toString());
        if (option.state.testFlag(QStyle::State_HasFocus) &&
            option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
            painter->setPen(QPen(option.palette.color(QPalette::Highlight), 1));
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
};

} // namespace

DifferenceView::DifferenceView(QWidget *parent) : QListWidget(parent) {
    setFont(scaledFont(codeFont(font()), 0.95));
    setItemDelegate(new RowDelegate(this));
    setUniformItemSizes(false);
    setLayoutDirection(Qt::LeftToRight); // code
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
}

void DifferenceView::setRows(const QList<DifferenceRow> &rows) {
    clear();
    for (const auto &[kind, text] : rows) {
        auto *item = new QListWidgetItem(QString(text).replace(u'\t', u"    "_s), this);
        item->setData(kindRole, int(kind));
        const QString line = kind == Kind::Place ? text : text.sliced(1).trimmed();
        item->setData(Qt::AccessibleTextRole, kind == Kind::Added     ? tr("added: %1").arg(line)
                                              : kind == Kind::Removed ? tr("removed: %1").arg(line)
                                                                      : line);
    }
}

QSize DifferenceView::minimumSizeHint() const {
    return {200, heightOf(shownRows)};
}

int DifferenceView::wholeHeight() const {
    return heightOf(std::max(count(), shownRows)) + horizontalScrollBar()->sizeHint().height();
}

int DifferenceView::heightOf(int rows) const {
    return fontMetrics().height() * rows + 2 * frameWidth();
}

} // namespace vouch::ui
