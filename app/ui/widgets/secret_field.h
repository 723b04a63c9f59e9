// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QLineEdit>

namespace vouch::ui {

/// A field for a secret: shows dots, and never reveals or copies the text. Use it in a window with
/// an InputGuard.
class SecretField : public QLineEdit {
    Q_OBJECT
public:
    /// `maxCharacters`: the longest text it accepts.
    explicit SecretField(int maxCharacters, QWidget *parent = nullptr);

    /// Sets its font and size from the application's font.
    void fit(const QFont &application);
    /// Takes the secret out of the field, as UTF-8 in NFC (for a PIN: CTAP 2.1 section 6.5.1), and
    /// wipes the field.
    Secret take();
    /// The same, but leaves the secret in the field.
    Secret copy() const;

private:
    void overwriteUndo();
};

} // namespace vouch::ui
