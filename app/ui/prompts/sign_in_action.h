// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/key_ceremony.h"

#include <QString>

#include <cstdint>

namespace vouch::ui {

/// What the default button of the sign-in dialog does.
enum class SignInAction : std::uint8_t {
    None,
    Pin,
    Account,
    System, ///< lets the system ask
    TryAgain,
    OtherKey,
    SetPin,
    ChangePin
};

SignInAction actionFor(KeyCeremony::CeremonyStateKind kind);
/// The button's text.
QString actionText(SignInAction action);

} // namespace vouch::ui
