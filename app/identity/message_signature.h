// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "http/http.h"
#include "identity/client_key.h"

namespace vouch::identity {

/// Signs a request as a whole (RFC 9421): adds `Signature-Input` and `Signature`, and for a body
/// `Content-Digest` (RFC 9530). To be called last, when all other headers stand. Section 4
/// of README.md says which components are covered, and in what order. `nonce` where the server's
/// last answer held one.
void signMessage(http::Request &request, const ClientKey &key, ClientKey::Form form, Time now,
                 const QByteArray &nonce);

} // namespace vouch::identity
