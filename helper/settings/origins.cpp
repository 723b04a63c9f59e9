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

bool Origins::isOrganizations(qsizetype rule, const Settings &settings) const {
    return rulesLocked ? rule < rules.size() : rule >= settings.rules.size() - rules.size();
}

bool Origins::isLocked(const QString &key) const {
    return locked.contains(key, Qt::CaseInsensitive);
}

} // namespace vouch
