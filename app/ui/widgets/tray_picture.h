// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>

#include <chrono>

namespace vouch::ui {

/// The state of Vouch, as the tray icon and the panel show it.
enum class State {
    NotSetUp,  ///< no server is known
    SignedOut, ///< nobody is signed in
    Active,    ///< somebody is, for more than 30 minutes
    Soon,      ///< for at most 30 minutes
    Ending,    ///< for at most 5 minutes
    Waiting,   ///< the person is to touch the key
    Problem,   ///< nobody can sign in
};

/// Which of Active, Soon and Ending a session is in that ends in `left`.
State sessionState(std::chrono::seconds left);

/// What the tray icon shows: a shape of one color, told apart without color. Two masters of 16
/// and 22 pixels, doubled or framed for other sizes, never scaled by a broken factor.
struct TrayPicture {
    enum class Shape {
        SignedOut, ///< the key's outline
        Waiting,   ///< the key with a filled disc
        Beat,      ///< the key with a hollow disc
        Active,    ///< a small key in a ring of what is left
        Soon,      ///< a small key in dashes of five minutes
        Ending,    ///< a disc with the key cut out
        Problem,   ///< the key with an exclamation mark
    };

    static constexpr int steps = 32; ///< of the ring
    static constexpr int dashes = 6;

    Shape shape = Shape::SignedOut;
    int parts = 0; ///< how many steps (Active) or dashes (Soon) are left

    bool operator==(const TrayPicture &) const = default;
    /// The icon in every size a tray asks for.
    QIcon icon(const QColor &color) const;
};

/// The picture of a state; `left` and `total` of the session count in Active and Soon.
TrayPicture trayPicture(State state, std::chrono::seconds left, std::chrono::seconds total);
/// How much of the session will be left when its picture changes next; zero: it does no more.
std::chrono::seconds nextPicture(std::chrono::seconds left, std::chrono::seconds total);
/// The ring's step for a session: rounded up, so that the last part goes at the very end.
int ringStep(std::chrono::seconds left, std::chrono::seconds total);

/// The glyph's own color: light for dark trays, or dark.
QColor glyphColor(bool light);

/// Draws the parts of what is left: the ring's track and arc, or the dashes. `circle` is the line's
/// middle.
void paintLeft(QPainter &painter, const TrayPicture &picture, const QRectF &circle, qreal width,
               const QColor &color, const QColor &track);

} // namespace vouch::ui
