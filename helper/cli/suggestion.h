// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch::cli {

/// "Did you mean status?", with the names that `wrong` begins or resembles; empty if there are
/// none.
QString suggestionFor(const QString &wrong, const QStringList &names);

} // namespace vouch::cli
