// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

class QAbstractButton;
class QWidget;

namespace vouch::ui {

/// Keeps keys that were meant for another window out of one that came by itself. Until it is open
/// no key does anything there. A click in the window opens it, but for the first 300 ms, when the
/// click was meant for what was there before.
class InputGuard : public QObject {
    Q_OBJECT
public:
    using Instant = std::chrono::steady_clock::time_point;

    InputGuard(QWidget *window, std::function<Instant()> ticks);

    /// The person waits for the window: it opens after 0.7 s without any key while it has the
    /// focus.
    void settle();
    /// Nobody waits for it, or a PIN was wrong: it opens only when the person does something for
    /// that. Escape still leaves.
    void close();
    void open();

    bool isOpen() const;
    bool isClosed() const { return state_ == State::Closed; }
    /// It opens by itself, now or when it has the focus again.
    bool opensByItself() const { return usual_ == State::Settling; }
    /// The letter of this button opens it too, with Alt.
    void setOpener(QAbstractButton *opener) { opener_ = opener; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();
    /// By the opener's letter.
    void openedByKey();

private:
    enum class State { Open, Settling, Closed };

    void begin(State state);
    bool takesKey(QEvent *event);
    bool isOpener(QEvent *event) const;

    QWidget *window_;
    std::function<Instant()> ticks_;
    QAbstractButton *opener_ = nullptr;
    State state_ = State::Settling, usual_ = State::Settling;
    std::optional<Instant> opens_; ///< while it has the focus and settles
    Instant hearsClicks_;          ///< from then on
};

} // namespace vouch::ui
