// SPDX-License-Identifier: Apache-2.0
#include "ui/text/exec_command.h"

#include "core/shell_quoting.h"

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

QString execWithRole(const QString &role) {
    return u"vouch exec --role %1 -- "_s.arg(shellQuoted(role));
}

QString execWithProfile(const QString &profile) {
    return u"vouch exec --profile %1 -- "_s.arg(shellQuoted(profile));
}

} // namespace vouch::ui
