// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>

#include <chrono>
#include <optional>

namespace vouch::ui {

/// The state of Vouch, as the tray icon and the panel show it.
enum class State {
    NotSetUp,  ///< no server is set
    SignedOut, ///< nobody is signed in
    Active,    ///< signed in for more than 30 minutes
    Soon,      ///< signed in for at most 30 minutes
    Ending,    ///< signed in for at most 5 minutes
    Waiting,   ///< waiting for the user to touch the key
    Problem,   ///< nobody can sign in
};

/// The state of a session that ends in `left`: Active, Soon, or Ending.
State sessionState(std::chrono::seconds left);

/// What the tray icon shows: a one-color shape, with a halo where the tray's color is unknown; the
/// shapes differ without relying on color. There are drawings of 16 and 22 pixels, scaled only by
/// whole numbers and padded for other sizes.
struct TrayPicture {
    enum class Shape {
        SignedOut, ///< the key's outline
        Waiting,   ///< the key with a filled disc
        Beat,      ///< the key with a hollow disc
        Active,    ///< a small key in a ring of the time left
        Soon,      ///< a small key in dashes of five minutes
        Ending,    ///< a disc with the key cut out
        Problem,   ///< the key with an exclamation mark
    };

    static constexpr int steps = 32; ///< of the ring
    static constexpr int dashes = 6;

    Shape shape = Shape::SignedOut;
    int parts = 0; ///< how many steps (Active) or dashes (Soon) are left

    bool operator==(const TrayPicture &) const = default;
    /// The icon in every size that trays use, or in one of 16 pixels at least. `halo`: the color of
    /// a thin edge around the shape, for a tray that may be as dark or as light as `color`; an
    /// invalid color draws none.
    QIcon icon(const QColor &color, const QColor &halo = {},
               std::optional<int> onlySize = {}) const;
};

/// The picture of a state; `left` and `total` of the session matter in Active and Soon.
TrayPicture trayPicture(State state, std::chrono::seconds left, std::chrono::seconds total);
/// How much of the session will be left when its picture next changes; zero if it doesn't.
std::chrono::seconds nextPicture(std::chrono::seconds left, std::chrono::seconds total);
/// The ring's step for a session, rounded up so that the last part disappears only at the end.
int ringStep(std::chrono::seconds left, std::chrono::seconds total);

/// The glyph's color: light for dark trays, dark for light ones.
QColor glyphColor(bool light);

/// Draws the time left: the ring's track and arc, or the dashes. `circle` is the center line.
void paintLeft(QPainter &painter, const TrayPicture &picture, const QRectF &circle, qreal width,
               const QColor &color, const QColor &track);

} // namespace vouch::ui
