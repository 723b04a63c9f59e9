// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

struct Parts;

/// Connects the parts that don't know each other: the settings with what they configure, the screen
/// lock with signing out, and the session with the state that is saved. Call it once.
void connectParts(Parts &parts);

} // namespace vouch
