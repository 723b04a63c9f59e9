// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"
#include "session/profiles/profiles.h"

#include <QString>
#include <QStringList>

#include <QCoro/QCoroTask>

#include <functional>
#include <optional>
#include <stop_token>

namespace vouch {

/// Takes long-lived keys over from AWS's credentials file into the keychain. GUI thread; the files
/// are read and written on another one.
class ProfileImport {
public:
    /// What came of one profile.
    struct Result {
        QString profile, arn;
        std::optional<Error> error; ///< nothing was kept then
    };

    explicit ProfileImport(Profiles &profiles) : profiles_(profiles) {}

    /// Asks AWS about the keys of one profile, or of all that have long-lived ones in that file
    /// where `profile` is empty, and keeps them; `tell` hears of each. Gives the names of those
    /// that were kept. Throws NotFound where there are none, and what aws::ProfileFiles throws.
    QCoro::Task<QStringList> import(QString profile, std::function<void(const Result &)> tell,
                                    std::stop_token stop);
    /// Removes the keys of those profiles from that file; see blankKeys(). Gives the copy's path.
    QCoro::Task<QString> blank(QStringList profiles, std::stop_token stop);

private:
    Profiles &profiles_;
};

/// Removes the lines with access keys of those profiles from a credentials file. Everything else
/// stays byte for byte, its mode too; a symbolic link stays one. Before that a copy is made beside
/// it, `credentials.before-vouch` (or with `-2` and so on behind it: an older copy is never
/// overwritten), for its owner only. Gives the copy's path. Blocking. Throws Error; the file is as
/// it was then.
QString blankKeys(const QString &path, const QStringList &profiles);

} // namespace vouch
