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

/// Keeps keys that were meant for another window out of one that came by itself. Until it is open
/// no key does anything there, neither Enter nor Escape. A click in the window opens it, but for
/// the first 300 ms, when the click was meant for what was there before. GUI thread.
class InputGuard : public QObject {
    Q_OBJECT
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// For `window`, which owns it; `ticks` is the time by which it opens.
    InputGuard(QWidget *window, std::function<Instant()> ticks);

    /// The person waits for the window: it opens when it has had the focus for 0.7 s. Whoever types
    /// before that types for another window, and may pause: then it closes.
    void settle();
    /// Nobody waits for it, or a PIN was wrong: it opens only when the person does something for
    /// that.
    void close();
    void open();

    bool isOpen() const;
    bool isClosed() const { return state_ == State::Closed; }
    /// It opens by itself, now or when it has the focus again.
    bool opensByItself() const { return usual_ == State::Settling && state_ != State::Open; }
    /// The letter of this button opens it too, with Alt.
    void setOpener(QAbstractButton *opener) { opener_ = opener; }
    /// Where a PIN is typed: where the window has opened by itself, and this is seen, it closes
    /// again at what somebody types at a command line and hardly in a PIN.
    void setField(QLineEdit *field) { field_ = field; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();
    /// By the opener's letter.
    void openedByKey();
    /// It closed again: what was typed was meant for another window.
    void strayed();

private:
    enum class State { Settling, OpenByItself, Open, Closed };

    void begin(State state);
    void shut();
    bool takesKey(const QObject *watched, QEvent *event);
    bool isOpener(const QEvent *event) const;
    bool isForACommandLine(const QObject *watched, const QEvent *event) const;

    QWidget *window_;
    std::function<Instant()> ticks_;
    QAbstractButton *opener_ = nullptr;
    QLineEdit *field_ = nullptr;
    State state_ = State::Settling, usual_ = State::Settling;
    std::optional<Instant> opens_; ///< while it has the focus and settles
    Instant hearsClicks_;          ///< from then on
};

} // namespace vouch::ui
