// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/secret_field.h"

namespace vouch::ui {

/// Where a key's PIN is typed.
class PinField : public SecretField {
    Q_OBJECT
public:
    explicit PinField(QWidget *parent = nullptr);

    /// What was typed could be some key's PIN (pin_rules.h).
    bool isComplete() const;
};

} // namespace vouch::ui
