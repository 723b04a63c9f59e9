// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace vouch {

/// The up to three names closest to `wrong`, closest first.
QStringList nearestNames(const QString &wrong, const QStringList &names);

/// Those of the nearest names that are probably meant: they differ from `wrong` in at most two
/// letters, or a third of a longer name.
QStringList similarNames(const QString &wrong, const QStringList &names);

} // namespace vouch
