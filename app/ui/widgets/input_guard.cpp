// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/input_guard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLineEdit>

#include <utility>

namespace vouch::ui {

namespace {

constexpr std::chrono::milliseconds snoozeTime{700};
constexpr std::chrono::milliseconds clickTime{300};

/// Somebody typed, and did not only hold or let go of Alt on the way to this window.
bool isTyped(const QEvent *event) {
    if (event->type() == QEvent::InputMethod)
        return !static_cast<const QInputMethodEvent *>(event)->commitString().isEmpty();
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<const QKeyEvent *>(event)->key()) {
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt:
    case Qt::Key_AltGr:
    case Qt::Key_Meta:
    case Qt::Key_Super_L:
    case Qt::Key_Super_R:
        return false;
    default:
        return true;
    }
}

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
        opens_ = ticks_() + snoozeTime;
    Q_EMIT changed();
}

void InputGuard::open() {
    if (std::exchange(state_, State::Open) != State::Open)
        Q_EMIT changed();
}

void InputGuard::shut() {
    state_ = usual_ = State::Closed;
    Q_EMIT changed();
}

bool InputGuard::isOpen() const {
    return state_ == State::Open || state_ == State::OpenByItself ||
           (state_ == State::Settling && opens_.has_value() && ticks_() >= *opens_);
}

bool InputGuard::eventFilter(QObject *watched, QEvent *event) {
    if (!watched->isWidgetType() || static_cast<QWidget *>(watched)->window() != window_)
        return false;
    switch (event->type()) {
    case QEvent::WindowActivate:
        if (watched == window_)
            opens_ = ticks_() + snoozeTime;
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
        return takesKey(watched, event);
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
bool InputGuard::takesKey(const QObject *watched, QEvent *event) {
    if (state_ == State::Open)
        return false;
    if (isOpen()) {
        state_ = State::OpenByItself;
        if (!isForACommandLine(watched, event))
            return false;
        shut();
        Q_EMIT strayed();
    } else if (state_ == State::Settling && isTyped(event)) {
        shut();
    } else if (state_ == State::Closed && isOpener(event)) {
        open();
        Q_EMIT openedByKey();
    }
    event->accept(); // or the parent would have it
    return true;
}

bool InputGuard::isOpener(const QEvent *event) const {
    if (event->type() != QEvent::KeyPress || opener_ == nullptr)
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    return opener_->isVisible() && opener_->isEnabled() &&
           QKeySequence(key->keyCombination()) == QKeySequence::mnemonic(opener_->text());
}

/// The space between a command and its arguments, the way back to an earlier one, and what goes on
/// beside the field after a Tab.
bool InputGuard::isForACommandLine(const QObject *watched, const QEvent *event) const {
    if (event->type() != QEvent::KeyPress || field_ == nullptr || !field_->isVisible())
        return false;
    const auto *key = static_cast<const QKeyEvent *>(event);
    if (key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    if (watched == field_)
        return key->key() == Qt::Key_Space || key->key() == Qt::Key_Up ||
               key->key() == Qt::Key_Down;
    return key->key() != Qt::Key_Space && !key->text().isEmpty() && key->text().front().isPrint();
}

} // namespace vouch::ui
