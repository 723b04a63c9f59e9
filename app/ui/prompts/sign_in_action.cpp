// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/sign_in_action.h"

#include <QCoreApplication>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::SignInDialog)
};

} // namespace

SignInAction actionFor(KeyCeremony::CeremonyStateKind kind) {
    using Kind = KeyCeremony::CeremonyStateKind;
    switch (kind) {
    case Kind::Pin:
    case Kind::CheckingPin:
        return SignInAction::Pin;
    case Kind::ChooseAccount:
        return SignInAction::Account;
    case Kind::SystemNext:
        return SignInAction::System;
    case Kind::NotTouched:
    case Kind::KeyBusy:
        return SignInAction::TryAgain;
    case Kind::PinNotSet:
        return SignInAction::SetPin;
    case Kind::PinOutdated:
        return SignInAction::ChangePin;
    case Kind::PinBlocked:
    case Kind::NotRegistered:
    case Kind::AlreadyRegistered:
    case Kind::KeyFull:
        return SignInAction::OtherKey;
    default:
        return SignInAction::None;
    }
}

QString actionText(SignInAction action) {
    switch (action) {
    case SignInAction::TryAgain:
        return Strings::tr("&Try again");
    case SignInAction::OtherKey:
        return Strings::tr("&Use another key");
    case SignInAction::SetPin:
        return Strings::tr("Set a &PIN…");
    case SignInAction::ChangePin:
        return Strings::tr("Change &PIN…");
    default:
        return Strings::tr("C&ontinue");
    }
}

} // namespace vouch::ui
