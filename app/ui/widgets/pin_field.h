// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/secret_field.h"

namespace vouch::ui {

/// A field for a key's PIN.
class PinField : public SecretField {
    Q_OBJECT
public:
    explicit PinField(QWidget *parent = nullptr);

    /// Whether the text could be a key's PIN (pin_rules.h).
    bool isComplete() const;
};

} // namespace vouch::ui
