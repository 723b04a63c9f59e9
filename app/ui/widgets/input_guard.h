// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

class QAbstractButton;
class QLineEdit;
class QWidget;

namespace vouch::ui {

/// Protects a window that appears on its own from keys meant for another window. Until the guard
/// opens, the window ignores every key, even Enter and Escape. A click in the window opens the
/// guard, but the window ignores clicks in its first 300 ms, which were meant for what was there
/// before. Losing the focus closes it again, unless the focus is back within 250 ms. GUI thread.
class InputGuard : public QObject {
    Q_OBJECT
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// `window` owns the guard. `ticks`: the clock to use.
    InputGuard(QWidget *window, std::function<Instant()> ticks);

    /// For a window the user is waiting for: opens after the window has had the focus for 0.7 s.
    /// Typing before that is meant for another window and may continue after a pause, so it closes
    /// the guard.
    void settle();
    /// For a window the user isn't waiting for, or after a wrong PIN: opens only by a click or the
    /// opener's mnemonic.
    void close();
    void open();

    /// Whether the event is typing, and not only a modifier key such as Alt in Alt+Tab.
    static bool isTyped(const QEvent *event);

    bool isOpen() const;
    bool isClosed() const { return state_ == State::Closed; }
    /// Whether it opens on its own, now or when the window gets the focus again.
    bool opensByItself() const { return resting_ == State::Settling && state_ != State::Open; }
    /// This button's mnemonic (Alt+letter) opens the guard too.
    void setOpener(QAbstractButton *opener) { opener_ = opener; }
    /// The PIN field, which may be hidden at first. If the guard opened on its own, keys typical of
    /// a command line and unlikely in a PIN close it again, and so does text while there is no
    /// field to type it into.
    void setField(QLineEdit *field) { field_ = field; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();
    /// The opener's mnemonic opened it.
    void openedByKey();
    /// It closed again because the input was meant for another window.
    void strayed();

private:
    enum class State { Settling, OpenByItself, Open, Closed };

    void begin(State state);
    void shut();
    bool blocksKey(const QObject *watched, QEvent *event);
    bool isOpener(const QEvent *event) const;
    bool looksLikeCommandLine(const QObject *watched, const QEvent *event) const;

    QWidget *window_;
    std::function<Instant()> ticks_;
    QAbstractButton *opener_ = nullptr;
    QLineEdit *field_ = nullptr;
    State state_ = State::Settling;
    State resting_ = State::Settling; ///< the state after the window loses the focus
    std::optional<Instant> opensAt_;  ///< set while the window has the focus
    Instant acceptsClicksAt_;         ///< earlier clicks are ignored
    bool wasOpen_ = false;            ///< on purpose, when the window lost the focus
    Instant leftAt_;                  ///< when that was
};

} // namespace vouch::ui
