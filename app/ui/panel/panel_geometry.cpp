// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel_geometry.h"

#include <algorithm>
#include <utility>

namespace vouch::ui {

namespace {

constexpr int distance = 8;

enum class Edge { Left, Top, Right, Bottom };

/// The desktop's panel stands at the edge that the icon is nearest to.
Edge nearestEdge(const QPoint &point, const QRect &screen) {
    const std::pair<int, Edge> edges[]{{point.x() - screen.left(), Edge::Left},
                                       {point.y() - screen.top(), Edge::Top},
                                       {screen.right() - point.x(), Edge::Right},
                                       {screen.bottom() - point.y(), Edge::Bottom}};
    // An icon in a corner is in a panel at the bottom or top far more often than at a side.
    const int vertical = std::min(edges[1].first, edges[3].first);
    const int horizontal = std::min(edges[0].first, edges[2].first);
    if (vertical <= horizontal || vertical < screen.height() / 10)
        return edges[1].first <= edges[3].first ? Edge::Top : Edge::Bottom;
    return edges[0].first <= edges[2].first ? Edge::Left : Edge::Right;
}

} // namespace

QRect panelGeometry(const QSize &size, const QRect &icon, const QRect &screen,
                    const QRect &available) {
    QRect place(QPoint(), size);
    place.moveCenter(icon.center());
    switch (nearestEdge(icon.center(), screen)) {
    case Edge::Left:
        place.moveLeft(std::max(icon.right(), available.left() - 1) + 1 + distance);
        break;
    case Edge::Right:
        place.moveRight(std::min(icon.left(), available.right() + 1) - 1 - distance);
        break;
    case Edge::Top:
        place.moveTop(std::max(icon.bottom(), available.top() - 1) + 1 + distance);
        break;
    case Edge::Bottom:
        place.moveBottom(std::min(icon.top(), available.bottom() + 1) - 1 - distance);
        break;
    }
    const QRect inside = available.adjusted(distance, distance, -distance, -distance);
    place.moveRight(std::min(place.right(), inside.right()));
    place.moveBottom(std::min(place.bottom(), inside.bottom()));
    place.moveLeft(std::max(place.left(), inside.left()));
    place.moveTop(std::max(place.top(), inside.top()));
    return place;
}

} // namespace vouch::ui
