// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/configuration.h"

#include <QList>
#include <QString>

namespace vouch {

/// The credential configuration that git applies to one URL.
struct EffectiveCredentials {
    QList<ConfigRow> asked;       ///< helpers that git asks, in this order
    QList<ConfigRow> switchedOff; ///< helpers for this URL that a later empty `helper` clears
    QList<ConfigRow> clearing;    ///< those empty `helper` rows
    bool namesRepository = false; ///< `useHttpPath`: git sends the path
    QString userName;             ///< sent to the helpers; may be empty

    /// Whether git asks only Vouch and sends the repository's path.
    bool isOurs() const;
};

/// Evaluates `rows` for a URL by running git on a configuration in which each helper only prints
/// its number. Blocking: starts git twice, and a shell per helper. Throws Error if git rejects the
/// rows or the URL.
EffectiveCredentials effectiveCredentials(const QString &url, const QList<ConfigRow> &rows);

/// The role or profile that git's configuration chooses for the URL: the user name that git sends.
/// One that is set for every host, such as an e-mail address, doesn't choose anything: empty.
/// Blocking, and throws, as above.
QString chosenUserName(const QString &url, const QList<ConfigRow> &rows);

} // namespace vouch
