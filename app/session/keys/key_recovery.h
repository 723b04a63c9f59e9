// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/authenticator.h"
#include "session/keys/ceremony_events.h"
#include "session/keys/key_ceremony.h"

namespace vouch {

/// How a ceremony continues after a key's error.
struct KeyRecovery {
    enum class Action {
        Fail,         ///< the user can't fix it with the key
        Decline,      ///< the user canceled in the system's window
        Retry,        ///< with the same key
        RetryWithPin, ///< the key can't verify the user by itself any more
        Show,         ///< show `state` and wait for the user
    };

    Action action = Action::Fail;
    KeyCeremony::CeremonyState state; ///< Show
    fido::KeyError reason;            ///< Show: what to tell the user; may differ from the error
};

/// Whether keyRecovery() needs the key's current info for this error.
bool needsKeyInfo(fido::KeyError::Cause cause);
/// `info`: of the key, if needed. `pinOnly`: the key already failed to verify the user by itself.
KeyRecovery keyRecovery(const fido::KeyError &error, const fido::Key &key,
                        const fido::KeyInfo &info, bool pinOnly);

/// When to look at the keys again while such a state is shown: which of the next changes to the
/// keys in `keys` matters.
CeremonyEvents::KeysMatter lookAgainAfter(KeyCeremony::CeremonyState::Kind shown,
                                          const fido::Key &key, const CeremonyEvents::Keys &keys);

} // namespace vouch
