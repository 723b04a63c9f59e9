// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch::cli {

/// An AWS profile, as the wire's event `profile` tells of it.
struct ListedProfile {
    QString name, kind, mfaSerial, problem;
    qint64 cachedUntil = 0; ///< Unix seconds; 0 where nothing is kept
};

/// A table for a terminal: a heading, then a line a profile.
QStringList profileTable(const QList<ListedProfile> &profiles);

} // namespace vouch::cli
