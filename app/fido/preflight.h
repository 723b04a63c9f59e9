// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace vouch::fido {

class Device;

/// Whether the key shows an account for `rpId`, without PIN and touch; what it signs for that
/// proves no presence and is of no use to anybody. With `credentialIds` only for one of those,
/// asked in as many turns as the key's limit on such lists makes it (CTAP 2.1 section 6.1.2,
/// pre-flight). Throws KeyError. Worker thread.
bool showsAccount(const Device &device, const QString &rpId,
                  const QList<QByteArray> &credentialIds = {});

/// How many credentials fit into one question to the key; at least 1.
qsizetype maxInList(const Device &device);

} // namespace vouch::fido
