// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel_geometry.h"

#include "ui/panel/panel_layout.h"

#include <algorithm>
#include <utility>

namespace vouch::ui {

namespace {

enum class Edge { Left, Top, Right, Bottom };

/// The screen edge of the taskbar that holds the icon: the nearest one.
Edge nearestEdge(const QPoint &point, const QRect &screen) {
    const std::pair<int, Edge> edges[]{{point.x() - screen.left(), Edge::Left},
                                       {point.y() - screen.top(), Edge::Top},
                                       {screen.right() - point.x(), Edge::Right},
                                       {screen.bottom() - point.y(), Edge::Bottom}};
    // In a corner, the taskbar is far more often at the top or bottom than at a side.
    const int vertical = std::min(edges[1].first, edges[3].first);
    const int horizontal = std::min(edges[0].first, edges[2].first);
    if (vertical <= horizontal || vertical < screen.height() / 10)
        return edges[1].first <= edges[3].first ? Edge::Top : Edge::Bottom;
    return edges[0].first <= edges[2].first ? Edge::Left : Edge::Right;
}

} // namespace

QRect panelGeometry(const QSize &size, const QRect &icon, const QRect &screen,
                    const QRect &available) {
    QRect popup(QPoint(), size);
    popup.moveCenter(icon.center());
    switch (nearestEdge(icon.center(), screen)) {
    case Edge::Left:
        popup.moveLeft(std::max(icon.right(), available.left() - 1) + 1 + panelDistance);
        break;
    case Edge::Right:
        popup.moveRight(std::min(icon.left(), available.right() + 1) - 1 - panelDistance);
        break;
    case Edge::Top:
        popup.moveTop(std::max(icon.bottom(), available.top() - 1) + 1 + panelDistance);
        break;
    case Edge::Bottom:
        popup.moveBottom(std::min(icon.top(), available.bottom() + 1) - 1 - panelDistance);
        break;
    }
    const QRect inside =
        available.adjusted(panelDistance, panelDistance, -panelDistance, -panelDistance);
    popup.moveRight(std::min(popup.right(), inside.right()));
    popup.moveBottom(std::min(popup.bottom(), inside.bottom()));
    popup.moveLeft(std::max(popup.left(), inside.left()));
    popup.moveTop(std::max(popup.top(), inside.top()));
    return popup;
}

} // namespace vouch::ui
