// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/code_field.h"

#include "ui/widgets/input_cleaner.h"

namespace vouch::ui {

namespace {

constexpr int digits = 6;
constexpr int maxCharacters = 64; ///< of pasted text, before it is cleaned

} // namespace

CodeField::CodeField(QWidget *parent) : SecretField(maxCharacters, parent) {
    setEchoMode(Normal);
    setContextMenuPolicy(Qt::DefaultContextMenu); // for Paste
    setInputMethodHints(Qt::ImhDigitsOnly);
    setValidator(new InputCleaner(InputCleaner::Keep::Digits, digits, this));
}

bool CodeField::isComplete() const {
    return text().size() == digits;
}

} // namespace vouch::ui
