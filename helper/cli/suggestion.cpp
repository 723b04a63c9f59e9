// SPDX-License-Identifier: Apache-2.0
#include "cli/suggestion.h"

#include "core/nearest_names.h"

#include <QCoreApplication>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

} // namespace

QString suggestionFor(const QString &wrong, const QStringList &names) {
    QStringList meant;
    for (const QString &name : names)
        if (!wrong.isEmpty() && name.startsWith(wrong, Qt::CaseInsensitive))
            meant.append(name);
    if (meant.isEmpty())
        meant = similarNames(wrong, names);
    if (meant.isEmpty())
        return {};
    return meant.size() == 1
               ? Strings::tr("Did you mean %1?").arg(meant[0])
               : Strings::tr("Did you mean one of these: %1?").arg(meant.join(", "_L1));
}

} // namespace vouch::cli
