// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/secret_field.h"

#include "ui/widgets/theme.h"

#include <QSignalBlocker>

#include <utility>

namespace vouch::ui {

namespace {

constexpr QSize minSize(240, 36);

} // namespace

SecretField::SecretField(int maxCharacters, QWidget *parent) : QLineEdit(parent) {
    setEchoMode(Password);
    setMaxLength(maxCharacters);
    setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextMargins(6, 0, 6, 0);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAcceptDrops(false);
}

void SecretField::fit(const QFont &application) {
    setFont(scaledFont(application, 1.1));
    setFixedSize(minSize.expandedTo(QSize(0, sizeHint().height())));
}

Secret SecretField::take() {
    QString typed = text();
    overwriteUndo();
    QString normalized = typed.normalized(QString::NormalizationForm_C);
    if (normalized.isSharedWith(typed))
        typed.clear();
    else
        Secret::take(std::move(typed)); // wipes it
    return Secret::take(std::move(normalized));
}

Secret SecretField::copy() const {
    const QString typed = text();
    QString normalized = typed.normalized(QString::NormalizationForm_C);
    Secret secret = Secret::take(normalized.toUtf8());
    if (!normalized.isSharedWith(typed))
        Secret::take(std::move(normalized)); // wipes it
    return secret;
}

/// QLineEdit stores every typed character for undo. setText() drops the undo history, but neither
/// frees nor overwrites its memory.
void SecretField::overwriteUndo() {
    constexpr int rounds = 16; // about 2000 undo steps, more than a user types
    const QSignalBlocker blocker(this);
    const QValidator *rule = validator();
    setValidator(nullptr);
    setText({}); // the next undo steps then overwrite the typed ones
    const QString filler(maxLength(), u'*');
    for (int i = 0; i < rounds; ++i) {
        insert(filler);
        clear();
    }
    setText({});
    setValidator(rule);
}

} // namespace vouch::ui
