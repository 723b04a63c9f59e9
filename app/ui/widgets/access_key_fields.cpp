// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/access_key_fields.h"

#include "ui/widgets/input_cleaner.h"
#include "ui/widgets/secret_field.h"

namespace vouch::ui {

namespace {

/// An access key ID has at most 128 characters (IAM API reference, "AccessKey"). AWS doesn't
/// specify a limit for the secret, which has 40 today.
constexpr int maxKeyId = 128;
constexpr int maxSecretKey = 256;
/// Before pasted text is cleaned.
constexpr int maxPastedKey = 1024;

} // namespace

AccessKeyFields::AccessKeyFields(QWidget *parent)
    : id(new SecretField(maxPastedKey, parent)), secret(new SecretField(maxPastedKey, parent)) {
    id->setEchoMode(QLineEdit::Normal);
    id->setValidator(new InputCleaner(InputCleaner::Keep::NoSpace, maxKeyId, id));
    secret->setValidator(new InputCleaner(InputCleaner::Keep::NoSpace, maxSecretKey, secret));
    for (SecretField *field : {id, secret})
        field->setContextMenuPolicy(Qt::DefaultContextMenu); // offers Paste: nobody types a key
}

bool AccessKeyFields::isComplete() const {
    return !id->text().isEmpty() && !secret->text().isEmpty();
}

void AccessKeyFields::setReadOnly(bool readOnly) {
    id->setReadOnly(readOnly);
    secret->setReadOnly(readOnly);
}

void AccessKeyFields::wipe() {
    id->take();
    secret->take();
}

} // namespace vouch::ui
