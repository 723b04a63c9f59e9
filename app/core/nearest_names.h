// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace vouch {

/// The up to three names closest to `wrong`, closest first.
QStringList nearestNames(const QString &wrong, const QStringList &names);

} // namespace vouch
