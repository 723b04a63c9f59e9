// SPDX-License-Identifier: Apache-2.0
#include "session/credentials/usual_region.h"

#include "session/credentials/routes.h"

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString regionFor(const Settings &settings, const QString &address) {
    for (const char *name : {"AWS_REGION", "AWS_DEFAULT_REGION"})
        if (QString region = qEnvironmentVariable(name); !region.isEmpty())
            return region;
    // Split at the last @, as the helper does: a role's name may contain one.
    const QString rest = address.section(u"://"_s, 1);
    const auto at = rest.lastIndexOf(u'@');
    const auto named =
        nameRoute(settings, rest.first(std::max<qsizetype>(at, 0)), QString(), rest.sliced(at + 1));
    const Role *role = named ? settings.findRole(named->name) : nullptr;
    return role == nullptr ? QString() : role->region;
}

} // namespace vouch
