// SPDX-License-Identifier: Apache-2.0
#include "identity/rp_id.h"

#include <QHostAddress>

#include <libpsl.h>

namespace vouch::identity {

bool mayUseRpId(const QString &host, const QString &rpId) {
    const QString own = host.toLower();
    const QString claimed = rpId.toLower();
    if (claimed.isEmpty() || claimed.startsWith(u'.') || claimed.endsWith(u'.'))
        return false;
    if (own == claimed)
        return true;
    if (!own.endsWith(u'.' + claimed) ||
        !QHostAddress(own).isNull()) // an IP address has no parent domain
        return false;
    // Without the list, treat every parent as a public suffix: refusing is safe, guessing isn't.
    const psl_ctx_t *suffixes = psl_builtin();
    return suffixes != nullptr && !psl_is_public_suffix(suffixes, claimed.toUtf8().constData());
}

} // namespace vouch::identity
