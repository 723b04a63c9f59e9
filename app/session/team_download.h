// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch {

/// Fetches a team's file (settings/team_file.h) from `url`, which TeamFile::parseAddress accepted.
/// `caBundle`: a file of extra authorities to trust, or empty. Limited in size and time; follows no
/// redirect. Throws Error.
QCoro::Task<QByteArray> downloadTeamFile(QUrl url, QString caBundle, std::stop_token stop);

} // namespace vouch
