// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::identity {

/// Whether the server at `host` may ask for an assertion for `rpId`: its own host, or a parent of
/// it that is no public suffix (WebAuthn section 5.1.4.1 step 8). Otherwise somebody's server could
/// ask for an assertion that signs in at another one.
bool mayUseRpId(const QString &host, const QString &rpId);

} // namespace vouch::identity
