// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/configuration.h"

#include <QList>
#include <QString>

namespace vouch {

/// What git ends up with for one URL.
struct EffectiveCredentials {
    QList<ConfigRow> asked; ///< the helpers git asks, in this order, and tells to store
    QList<ConfigRow>
        switchedOff;           ///< meant for this URL too, but a later empty `helper` clears them
    QList<ConfigRow> clearing; ///< the empty ones
    bool namesRepository = false; ///< `useHttpPath`: helpers are told the path
    QString userName;             ///< git sends it along; empty when there is none

    /// Whether git asks Vouch, nobody else, and says which repository.
    bool isOurs() const;
};

/// Judges `rows` for a URL by git's own rules: git itself is run on a configuration in which every
/// helper only says its number. Starts two processes and one shell a helper. Blocking.
/// Throws Error where git refuses the rows or the URL.
EffectiveCredentials effectiveCredentials(const QString &url, const QList<ConfigRow> &rows);

} // namespace vouch
