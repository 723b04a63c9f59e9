// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace vouch::ui {

/// Distances in the panel, in pixels.
namespace panelMetrics {
constexpr int separatorGap = 12; ///< above and below a separator
constexpr int groupGap = 16;     ///< between things that don't belong together
constexpr int relatedGap = 8;
constexpr int labelGap = 2; ///< between two lines of text
constexpr int rowButtonHeight = 28;
} // namespace panelMetrics

/// A part of the panel: a column of its own, below an optional separator.
class PanelSection : public QWidget {
    Q_OBJECT
public:
    /// With `above`, that much space and a separator come first.
    explicit PanelSection(QWidget *parent, std::optional<int> above = {});

protected:
    QVBoxLayout *column() const { return column_; }

private:
    QVBoxLayout *column_;
};

/// Layouts without margins.
QVBoxLayout *plainColumn(QWidget *parent = nullptr, int spacing = 0);
QHBoxLayout *plainRow(QWidget *parent = nullptr, int spacing = 0);

/// Puts `added` after `before` in the Tab key's order, even if one of them doesn't take the focus.
/// Qt puts new widgets at the end.
void tabAfter(QWidget *before, QWidget *added);

/// Hides rows that are about to be replaced and sets the pointer to null. They are deleted later,
/// because the click of a button inside may have led here.
void discardRows(QWidget *&rows);

} // namespace vouch::ui
