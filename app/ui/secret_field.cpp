// SPDX-License-Identifier: Apache-2.0
#include "ui/secret_field.h"

#include "ui/theme.h"

#include <QKeyEvent>
#include <QSignalBlocker>

#include <utility>

namespace vouch::ui {

namespace {

constexpr QSize leastSize(240, 36);

/// What moves about in the window, or leaves it, is no typing.
bool isTyping(const QEvent *event) {
    if (event->type() == QEvent::InputMethod || event->type() == QEvent::Drop)
        return true;
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<const QKeyEvent *>(event)->key();
    return key != Qt::Key_Escape && key != Qt::Key_Tab && key != Qt::Key_Backtab;
}

} // namespace

SecretField::SecretField(std::function<Instant()> now, int most, QWidget *parent)
    : QLineEdit(parent), now_(std::move(now)), hears_(now_()) {
    setEchoMode(Password);
    setMaxLength(most);
    setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextMargins(6, 0, 6, 0);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAcceptDrops(false);
}

void SecretField::fit(const QFont &application) {
    setFont(scaledFont(application, 1.1));
    setFixedSize(leastSize.expandedTo(QSize(0, sizeHint().height())));
}

void SecretField::becomeDeaf() {
    hears_ = now_() + deafTime;
}

Secret SecretField::take() {
    QString typed = text();
    overwriteUndo();
    QString normalized = typed.normalized(QString::NormalizationForm_C);
    if (normalized.isSharedWith(typed))
        typed.clear();
    else
        Secret::take(std::move(typed)); // for its wiping
    return Secret::take(std::move(normalized));
}

Secret SecretField::copy() const {
    const QString typed = text();
    QString normalized = typed.normalized(QString::NormalizationForm_C);
    Secret secret = Secret::take(normalized.toUtf8());
    if (!normalized.isSharedWith(typed))
        Secret::take(std::move(normalized)); // for its wiping
    return secret;
}

/// QLineEdit keeps each character that was typed, for an undo. setText() forgets them, but leaves
/// them in memory that it does not free.
void SecretField::overwriteUndo() {
    constexpr int rounds = 16; // some 2000 steps: more than anybody types and takes back
    const QSignalBlocker silent(this);
    const QValidator *rule = validator();
    setValidator(nullptr);
    setText({}); // the next steps then take the place of those that were typed
    const QString filler(maxLength(), u'*');
    for (int i = 0; i < rounds; ++i) {
        insert(filler);
        clear();
    }
    setText({});
    setValidator(rule);
}

bool SecretField::event(QEvent *event) {
    if (!isTyping(event) || now_() >= hears_)
        return QLineEdit::event(event);
    event->accept(); // or the dialog would have it: Enter is Continue there
    return true;
}

void SecretField::focusInEvent(QFocusEvent *event) {
    const Qt::FocusReason reason = event->reason();
    if (reason != Qt::TabFocusReason && reason != Qt::BacktabFocusReason &&
        reason != Qt::ShortcutFocusReason && reason != Qt::MouseFocusReason)
        becomeDeaf();
    QLineEdit::focusInEvent(event);
}

} // namespace vouch::ui
