// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/profile_files.h"
#include "core/error.h"

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

#include <functional>

namespace vouch::aws {

/// The values of profiles and the profiles they include, with errors that name the line at fault
/// and what to write there. Must not outlive the files.
class ProfileValues {
public:
    /// `stored`: the profiles whose keys are in the keychain, whether or not a file names them.
    ProfileValues(const ProfileFiles &files, const QSet<QString> &stored);

    /// The profile's value, or that of a profile it includes; empty if not set.
    QString value(const QString &profile, const QString &setting) const;
    /// The same, but throws wrong() if it's set and not valid.
    QString checked(const QString &profile, const QString &setting,
                    const std::function<bool(const QString &)> &isValid, const QString &why) const;
    /// The profile, which the profile `namedBy`, if not empty, names by `setting`. Throws NotFound.
    const Profile &require(const QString &name, const QString &namedBy,
                           const QString &setting) const;
    /// Throws if the profile has a setting that would change the result and that we don't support.
    void refuseUnsupported(const QString &profile) const;

    /// The error for an invalid value: "KEY of the AWS profile NAME why".
    Error wrong(const QString &profile, const QString &setting, const QString &why) const;

private:
    /// The profile that the value comes from; null if there is none.
    const Profile *holderOf(const QString &profile, const QString &setting) const;
    QString whatToWrite(const QString &profile, const QString &setting, const QString &text) const;
    QString writeInstead(const QString &profile, const QString &setting,
                         const QString &right) const;

    const ProfileFiles &files_;
    QHash<QString, Profile> onlyStored_; ///< profiles that no file names
};

/// Characters of a file's text in a message.
constexpr qsizetype maxShown = 60;
/// A name in quotation marks.
QString quoted(const QString &name);
/// A cycle of profiles from `again` to `again` as text, and the error for it.
QString ring(const QStringList &visited, const QString &again);
Error cycle(const QStringList &visited, const QString &again);

} // namespace vouch::aws
