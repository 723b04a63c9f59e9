// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/helper_passwords_unix.h"

namespace vouch {

QList<StoredPassword> storedPasswords(const QStringList &helpers, const QStringList &hosts) {
    QList<StoredPassword> found;
    for (const QString &helper : helpers)
        found += passwordsOf(helper, hosts);
    return found;
}

void eraseStored(const StoredPassword &password) {
    eraseFromHelper(password);
}

} // namespace vouch
