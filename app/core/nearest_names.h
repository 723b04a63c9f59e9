// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace vouch {

/// The names nearest to a wrong one, the nearest first, at most three.
QStringList nearestNames(const QString &wrong, const QStringList &names);

} // namespace vouch
