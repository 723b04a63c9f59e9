// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/configuration.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace vouch {

/// The CodeCommit URLs to check in a configuration: its remotes, one per host with its own section,
/// and one of a usual host, in `region` if given.
QStringList urlsToCheck(const QList<ConfigRow> &rows, const QString &region = {});

} // namespace vouch
