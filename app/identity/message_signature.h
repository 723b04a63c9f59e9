// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "http/http.h"
#include "identity/client_key.h"

namespace vouch::identity {

/// Signs a whole request (RFC 9421): adds `Signature-Input` and `Signature`, and `Content-Digest`
/// (RFC 9530) if there's a body. Call it last, after setting all other headers. README.md, section
/// 4, lists the covered components and their order. `nonce`: from the server's last response, if
/// any.
void signMessage(http::Request &request, const ClientKey &clientKey, ClientKey::Form form, Time now,
                 const QByteArray &nonce);

} // namespace vouch::identity
