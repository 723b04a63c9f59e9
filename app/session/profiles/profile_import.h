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

/// Moves long-lived keys from the AWS credentials file to the keychain. GUI thread; files are read
/// and written on another one.
class ProfileImport {
public:
    /// The outcome for one profile.
    struct Result {
        QString profile, arn;
        std::optional<Error> error; ///< if set, nothing was stored
    };

    /// A profile with long-lived keys in the file.
    struct Candidate {
        QString profile, keyId;
        std::optional<Error> error; ///< if set, its keys are not usable
    };

    explicit ProfileImport(Profiles &profiles) : profiles_(profiles) {}

    /// What import() would import. Throws NotFound if there is nothing, and what
    /// aws::ProfileFiles throws.
    QCoro::Task<QList<Candidate>> candidates(std::stop_token stop);

    /// Checks the keys of one profile with AWS and stores them; if `profile` is empty, those of all
    /// profiles with long-lived keys in the file. Calls `report` for each, and returns the names of
    /// those stored. Throws NotFound if there are none, and what aws::ProfileFiles throws.
    QCoro::Task<QStringList> import(QString profile, std::function<void(const Result &)> report,
                                    std::stop_token stop);
    /// Removes the keys of those profiles from the file; see blankKeys(). Returns the backup's
    /// path.
    QCoro::Task<QString> blank(QStringList profiles, std::stop_token stop);

private:
    Profiles &profiles_;
};

/// Removes the lines with access keys of those profiles from a credentials file. Everything else
/// stays byte for byte, including the mode; a symbolic link stays one. First writes a backup next
/// to it that only its owner can read, `credentials.before-vouch`, or with `-2` and so on appended:
/// an existing backup is never overwritten. Returns the backup's path. Blocking. Throws Error, and
/// then leaves the file unchanged.
QString blankKeys(const QString &path, const QStringList &profiles);

} // namespace vouch
