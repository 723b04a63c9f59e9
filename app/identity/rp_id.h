// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::identity {

/// Whether the server at `host` may request an assertion for `rpId`: its own host, or a parent
/// domain that isn't a public suffix (WebAuthn section 5.1.4.1 step 8). Otherwise a server could
/// request an assertion that signs the user in to another one.
bool mayUseRpId(const QString &host, const QString &rpId);

} // namespace vouch::identity
