// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QIcon>

#include <chrono>

namespace vouch::ui {

/// What the tray icon shows: a shape of one colour, told apart without colour. Two masters of 16
/// and 22 pixels, doubled or framed for other sizes, never scaled by a broken factor.
struct TrayPicture {
    enum class Shape {
        SignedOut, ///< the key's outline
        Waiting,   ///< the key with a filled disc
        Active,    ///< a small key in a ring of what is left
    };

    static constexpr int steps = 32;

    Shape shape = Shape::SignedOut;
    int step = steps; ///< of the ring: how many of its 32 parts are left

    bool operator==(const TrayPicture &) const = default;
    /// The icon in every size a tray asks for.
    QIcon icon(const QColor &colour) const;
};

/// The ring's step for a session: rounded up, so that the last part goes at the very end.
int ringStep(std::chrono::seconds left, std::chrono::seconds total);

} // namespace vouch::ui
