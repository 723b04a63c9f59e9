// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

/// Keeps GLib, which QtKeychain uses, from ending the process when the session bus ends. Call it
/// before using the keychain; only the first call has an effect. GUI thread.
void surviveSessionBus();

/// Records whether there's a session bus, to tell later if it ended or never existed. Call it at
/// startup.
void watchKeychainBus();

} // namespace vouch
