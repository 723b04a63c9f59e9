// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QLineEdit>

namespace vouch::ui {

/// Where a secret is typed: dots, and no way to see or copy them. Its window has an InputGuard.
class SecretField : public QLineEdit {
    Q_OBJECT
public:
    /// It takes no more than `most` characters.
    explicit SecretField(int most, QWidget *parent = nullptr);

    /// Takes its font and size from the application's font.
    void fit(const QFont &application);
    /// Takes the secret out, UTF-8 in NFC (for a PIN: CTAP 2.1 section 6.5.1), and leaves nothing
    /// in the field.
    Secret take();
    /// The same, and leaves it in the field.
    Secret copy() const;

private:
    void overwriteUndo();
};

} // namespace vouch::ui
