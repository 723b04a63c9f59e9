// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch::fido {

class Device;

/// Whether the key reveals an account for `rpId` without a PIN or touch. The signature it makes for
/// that proves no user presence, so it's useless to anyone. With `credentialIds`, looks only for
/// those, in as many requests as the key's limit on such lists needs (CTAP 2.1 section 6.1.2,
/// pre-flight). Throws KeyError. Worker thread.
bool showsAccount(const Device &device, const QString &rpId,
                  const QList<QByteArray> &credentialIds = {});

/// How many credentials fit into one request to the key; at least 1.
qsizetype maxInList(const Device &device);

} // namespace vouch::fido
