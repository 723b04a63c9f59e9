// SPDX-License-Identifier: Apache-2.0
#include "settings/origins.h"

namespace vouch {

Origins::By Origins::by(const QString &key) const {
    if (isLocked(key))
        return By::Organization;
    if (user.contains(key, Qt::CaseInsensitive))
        return By::User;
    return organization.contains(key, Qt::CaseInsensitive) ? By::Organization : By::Default;
}

bool Origins::isLocked(const QString &key) const {
    return locked.contains(key, Qt::CaseInsensitive);
}

} // namespace vouch
