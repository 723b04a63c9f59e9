// SPDX-License-Identifier: Apache-2.0
#include "ui/pin_field.h"

#include "session/pin_rules.h"

#include <utility>

namespace vouch::ui {

PinField::PinField(std::function<Instant()> now, QWidget *parent)
    : SecretField(std::move(now), mostPinBytes, parent) {}

bool PinField::isComplete() const {
    return couldBePin(copy().view());
}

} // namespace vouch::ui
