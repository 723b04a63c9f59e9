// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

/// Keeps GLib, through which QtKeychain reaches the keychain, from ending the process when the
/// session bus ends. To be called before a keychain is asked; does its work once. GUI thread.
void outliveGlibsBus();

/// Notes that there is a session bus, so that its end can be told from none. At the start.
void watchKeychainsBus();

} // namespace vouch
