// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace vouch::cli {

/// An AWS profile, as in the wire's event `profile`.
struct ListedProfile {
    QString name, kind, mfaSerial, problem;
    qint64 cachedUntil = 0; ///< Unix seconds; 0 if nothing is cached
    QString region{}, account{};
};

/// A table for a terminal: a heading, then one line for each profile.
QStringList profileTable(const QList<ListedProfile> &profiles);

/// An array of objects, with the names of the wire's event.
QByteArray profilesJson(const QList<ListedProfile> &profiles);

} // namespace vouch::cli
