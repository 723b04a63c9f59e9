// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QStringList>

namespace vouch::cli {

/// Formats rows of equal length as lines, each column as wide as its longest text.
QStringList table(const QList<QStringList> &rows);

} // namespace vouch::cli
