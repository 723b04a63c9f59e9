// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/proxies.h"
#include "http/wire.h"

#include <QString>

namespace vouch::http {

/// Throws unless the exchange with `host` ended with a usable response: an Error that says what
/// failed, at the host, at the proxy or with its certificate, and where to fix it.
/// `authorityHint`: how the user adds an authority.
void requireAnswer(const WireEnd &end, const QString &host, const QString &authorityHint,
                   const ProxyRoute &route);

} // namespace vouch::http
