// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/secret_field.h"

namespace vouch::ui {

/// A field for the six-digit code of an MFA device. Shows the digits, since a code expires within
/// a minute. Pasted text may have spaces or words around the digits.
class CodeField : public SecretField {
    Q_OBJECT
public:
    explicit CodeField(QWidget *parent = nullptr);

    bool isComplete() const;
};

} // namespace vouch::ui
