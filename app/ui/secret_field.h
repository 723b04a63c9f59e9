// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QLineEdit>

#include <chrono>
#include <functional>

namespace vouch::ui {

/// Where a secret is typed: dots, no way to see or copy them, and deaf for a moment after it got
/// the focus, because what is typed then was meant for another window. Deaf is not grey.
class SecretField : public QLineEdit {
    Q_OBJECT
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// `now` is the time by which it is deaf. It takes no more than `most` characters.
    SecretField(std::function<Instant()> now, int most, QWidget *parent = nullptr);

    /// Takes its font and size from the application's font.
    void fit(const QFont &application);
    /// Takes no typing for the next 300 ms. Getting the focus does the same, unless the person
    /// moved it here from another field.
    void becomeDeaf();
    /// Takes the secret out, UTF-8 in NFC (for a PIN: CTAP 2.1 section 6.5.1), and leaves nothing
    /// in the field.
    Secret take();
    /// The same, and leaves it in the field.
    Secret copy() const;

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void overwriteUndo();

    std::function<Instant()> now_;
    Instant hears_; ///< from then on
};

/// How long what has just come before the person takes no typing and no click.
constexpr std::chrono::milliseconds deafTime{300};

} // namespace vouch::ui
