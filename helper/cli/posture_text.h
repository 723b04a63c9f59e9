// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/paint.h"

#include <QByteArray>

namespace vouch::cli {

/// The report about this computer as people read it, a line for each fact. Empty if it isn't the
/// JSON that Vouch knows.
QList<QList<Span>> reportLines(const QByteArray &json);

} // namespace vouch::cli
