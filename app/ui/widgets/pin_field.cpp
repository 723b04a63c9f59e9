// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pin_field.h"

#include "fido/pin_rules.h"

namespace vouch::ui {

PinField::PinField(QWidget *parent) : SecretField(maxPinBytes, parent) {}

bool PinField::isComplete() const {
    return couldBePin(copy().view());
}

} // namespace vouch::ui
