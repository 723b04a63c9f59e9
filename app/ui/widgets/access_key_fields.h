// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

class QWidget;

namespace vouch::ui {

class SecretField;

/// The two fields for an IAM user's access key. Both accept text pasted with spaces around it.
struct AccessKeyFields {
    /// `parent` owns the fields.
    explicit AccessKeyFields(QWidget *parent);

    SecretField *id;     ///< shows its text, but wipes it: a secret may be pasted by mistake
    SecretField *secret; ///< shows dots

    bool isComplete() const;
    void setReadOnly(bool readOnly);
    void wipe();
};

} // namespace vouch::ui
