// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/secret_field.h"

namespace vouch::ui {

/// Where a key's PIN is typed.
class PinField : public SecretField {
    Q_OBJECT
public:
    explicit PinField(std::function<Instant()> now, QWidget *parent = nullptr);

    /// Enough was typed for a PIN.
    bool isComplete() const;
};

} // namespace vouch::ui
