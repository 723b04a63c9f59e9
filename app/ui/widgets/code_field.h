// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/secret_field.h"

namespace vouch::ui {

/// Where the six digits of an MFA device are typed, to be seen: they are worth nothing after the
/// next half minute. What is pasted may have spaces or words around the digits.
class CodeField : public SecretField {
    Q_OBJECT
public:
    explicit CodeField(QWidget *parent = nullptr);

    bool isComplete() const;
};

} // namespace vouch::ui
