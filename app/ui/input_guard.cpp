// SPDX-License-Identifier: Apache-2.0
#include "ui/input_guard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>

#include <utility>

namespace vouch::ui {

namespace {

constexpr std::chrono::milliseconds quietTime{700};
constexpr std::chrono::milliseconds clickTime{300};

} // namespace

InputGuard::InputGuard(QWidget *window, std::function<Instant()> ticks)
    : QObject(window), window_(window), ticks_(std::move(ticks)), hearsClicks_(ticks_()) {
    qApp->installEventFilter(this); // before any part of the window has the key
}

void InputGuard::settle() {
    begin(State::Settling);
}

void InputGuard::close() {
    begin(State::Closed);
}

void InputGuard::begin(State state) {
    state_ = usual_ = state;
    hearsClicks_ = ticks_() + clickTime;
    opens_.reset();
    if (window_->isActiveWindow())
        opens_ = ticks_() + quietTime;
    Q_EMIT changed();
}

void InputGuard::open() {
    if (std::exchange(state_, State::Open) != State::Open)
        Q_EMIT changed();
}

bool InputGuard::isOpen() const {
    return state_ == State::Open ||
           (state_ == State::Settling && opens_.has_value() && ticks_() >= *opens_);
}

bool InputGuard::eventFilter(QObject *watched, QEvent *event) {
    if (!watched->isWidgetType() || static_cast<QWidget *>(watched)->window() != window_)
        return false;
    switch (event->type()) {
    case QEvent::WindowActivate:
        if (watched == window_)
            opens_ = ticks_() + quietTime;
        return false;
    case QEvent::WindowDeactivate:
        // The focus may come back by itself, when another window is closed in the midst of typing.
        if (watched == window_) {
            opens_.reset();
            if (std::exchange(state_, usual_) != usual_)
                Q_EMIT changed();
        }
        return false;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::InputMethod:
    case QEvent::Drop:
        return takesKey(event);
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        if (ticks_() < hearsClicks_)
            return true;
        if (watched != opener_) // which changes its meaning when this opens: its click opens
            open();
        return false;
    default:
        return false;
    }
}

/// Whether the window does not get this.
bool InputGuard::takesKey(QEvent *event) {
    if (isOpen()) {
        open();
        return false;
    }
    if (event->type() == QEvent::KeyPress && isClosed()) {
        if (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
            return false;
        if (isOpener(event)) {
            open();
            Q_EMIT openedByKey();
        }
    }
    if (opens_)
        opens_ = ticks_() + quietTime;
    event->accept(); // or the parent would have it
    return true;
}

bool InputGuard::isOpener(QEvent *event) const {
    const auto *key = static_cast<QKeyEvent *>(event);
    return opener_ != nullptr && opener_->isVisible() && opener_->isEnabled() &&
           QKeySequence(key->keyCombination()) == QKeySequence::mnemonic(opener_->text());
}

} // namespace vouch::ui
