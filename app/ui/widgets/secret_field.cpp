// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/secret_field.h"

#include "ui/widgets/theme.h"

#include <QSignalBlocker>

#include <utility>

namespace vouch::ui {

namespace {

constexpr QSize minSize(240, 36);

} // namespace

SecretField::SecretField(int most, QWidget *parent) : QLineEdit(parent) {
    setEchoMode(Password);
    setMaxLength(most);
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

} // namespace vouch::ui
