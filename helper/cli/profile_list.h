// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch::cli {

/// An AWS profile, as in the wire's event `profile`.
struct ListedProfile {
    QString name, kind, mfaSerial, problem;
    qint64 cachedUntil = 0; ///< Unix seconds; 0 if nothing is cached
};

/// A table for a terminal: a heading, then one line for each profile.
QStringList profileTable(const QList<ListedProfile> &profiles);

} // namespace vouch::cli
