// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/input_guard.h"

#include "core/log.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QKeySequence>
#include <QLineEdit>

#include <utility>

namespace vouch::ui {

namespace {

constexpr std::chrono::milliseconds settleTime{700};
constexpr std::chrono::milliseconds clickTime{300};
/// Nobody types into another window and is back within this time.
constexpr std::chrono::milliseconds momentTime{250};

} // namespace

InputGuard::InputGuard(QWidget *window, std::function<Instant()> ticks)
    : QObject(window), window_(window), ticks_(std::move(ticks)), acceptsClicksAt_(ticks_()) {
    qApp->installEventFilter(this); // sees keys before the window's widgets do
}

void InputGuard::settle() {
    begin(State::Settling);
}

void InputGuard::close() {
    begin(State::Closed);
}

void InputGuard::begin(State state) {
    state_ = resting_ = state;
    wasOpen_ = false;
    acceptsClicksAt_ = ticks_() + clickTime;
    opensAt_.reset();
    if (window_->isActiveWindow())
        opensAt_ = ticks_() + settleTime;
    Q_EMIT changed();
}

void InputGuard::open() {
    if (std::exchange(state_, State::Open) != State::Open)
        Q_EMIT changed();
}

void InputGuard::shut() {
    state_ = resting_ = State::Closed;
    wasOpen_ = false;
    Q_EMIT changed();
}

bool InputGuard::isTyped(const QEvent *event) {
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

bool InputGuard::isOpen() const {
    return state_ == State::Open || state_ == State::OpenByItself ||
           (state_ == State::Settling && opensAt_.has_value() && ticks_() >= *opensAt_);
}

bool InputGuard::eventFilter(QObject *watched, QEvent *event) {
    if (!watched->isWidgetType() || static_cast<QWidget *>(watched)->window() != window_)
        return false;
    switch (event->type()) {
    case QEvent::WindowActivate:
        if (watched == window_) {
            opensAt_ = ticks_() + settleTime;
            // Some window managers take the focus for a moment as they handle a click.
            if (wasOpen_ && state_ == State::Closed && ticks_() - leftAt_ < momentTime)
                open();
            qCDebug(logApp, "input guard: the window has the focus");
        }
        return false;
    case QEvent::WindowDeactivate:
        // Focus may return on its own when another window closes while the user types there.
        if (watched == window_) {
            qCDebug(logApp, "input guard: the window lost the focus");
            opensAt_.reset();
            wasOpen_ = state_ == State::Open;
            leftAt_ = ticks_();
            if (std::exchange(state_, resting_) != resting_)
                Q_EMIT changed();
        }
        return false;
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::InputMethod:
    case QEvent::Drop:
        return blocksKey(watched, event);
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
        if (ticks_() < acceptsClicksAt_)
            return true;
        if (watched != opener_) { // the opener's own click handler opens the guard
            open();
            qCDebug(logApp, "input guard: open by a click");
        }
        return false;
    default:
        return false;
    }
}

/// Whether to withhold the event from the window.
bool InputGuard::blocksKey(const QObject *watched, QEvent *event) {
    if (state_ == State::Open)
        return false;
    if (isOpen()) {
        if (std::exchange(state_, State::OpenByItself) == State::Settling)
            qCDebug(logApp, "input guard: open after a pause");
        if (!looksLikeCommandLine(watched, event))
            return false;
        qCDebug(logApp, "input guard: closed by what is meant for a command line");
        shut();
        Q_EMIT strayed();
    } else if (state_ == State::Settling && isTyped(event)) {
        shut();
    } else if (state_ == State::Closed && isOpener(event)) {
        open();
        Q_EMIT openedByKey();
    }
    event->accept(); // or it propagates to the parent
    return true;
}

bool InputGuard::isOpener(const QEvent *event) const {
    if (event->type() != QEvent::KeyPress || opener_ == nullptr)
        return false;
    const auto *pressed = static_cast<const QKeyEvent *>(event);
    return opener_->isVisible() && opener_->isEnabled() &&
           QKeySequence(pressed->keyCombination()) == QKeySequence::mnemonic(opener_->text());
}

/// Typical of a command line and not of a PIN: a space between arguments, Up or Down for the
/// history, and text typed outside the field: after Tab for completion, or while there is no field
/// yet. The list of accounts takes text, too.
bool InputGuard::looksLikeCommandLine(const QObject *watched, const QEvent *event) const {
    if (event->type() != QEvent::KeyPress || field_ == nullptr ||
        qobject_cast<const QComboBox *>(watched) != nullptr)
        return false;
    const auto *pressed = static_cast<const QKeyEvent *>(event);
    if (pressed->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return false;
    if (watched == field_)
        return pressed->key() == Qt::Key_Space || pressed->key() == Qt::Key_Up ||
               pressed->key() == Qt::Key_Down;
    return pressed->key() != Qt::Key_Space && !pressed->text().isEmpty() &&
           pressed->text().front().isPrint();
}

} // namespace vouch::ui
