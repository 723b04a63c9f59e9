// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStyledItemDelegate>

namespace vouch::ui {

/// Paints the rows of a list like those of the panel: a mark, two lines, and a text at the right,
/// in the colors of the current palette.
class TwoLineDelegate : public QStyledItemDelegate {
public:
    /// What a row shows, beside its text, which is the first line. Lists have roles of their own
    /// from `Own` on.
    enum ItemRole {
        Second = Qt::UserRole, ///< the second line
        Right,                 ///< at the right of the first line
        Drawing, ///< of the mark: `marks-16/refused` also colors the second line; none if empty
        Own,
    };

    using QStyledItemDelegate::QStyledItemDelegate;

    /// The height of a row in a list with this font.
    static int rowHeight(const QFont &font);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

protected:
    static constexpr int rowPadding = 5;
    static constexpr int sidePadding = 10;

    static QFont firstFont(const QFont &font);
    /// Paints one line in the box of a left-to-right row, elided if it is too long.
    static void paintLine(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box,
                          const QFont &font, const QString &text,
                          Qt::Alignment side = Qt::AlignLeft);
};

} // namespace vouch::ui
