// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/profile_files.h"
#include "core/error.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

namespace vouch::aws {

/// What AWS's files say of one profile, with what it includes, and what a person is told where that
/// cannot be: the line that it stands in, and what to write there. A value that lives no longer
/// than the files.
class ProfileValues {
public:
    /// `stored`: the profiles whose keys are in the keychain; no file need name them.
    ProfileValues(const ProfileFiles &files, const QSet<QString> &stored);

    /// A profile's value, or that of the profile it includes. An empty one is none.
    QString value(const QString &profile, const QString &key) const;
    /// The same where it has that form, or is none; else throws wrong().
    QString checked(const QString &profile, const QString &key, const QRegularExpression &pattern,
                    const QString &why) const;
    /// The profile that was asked for, or one that another one names by that key. Throws NotFound.
    const Profile &require(const QString &name, const QString &namedBy, const QString &key) const;
    /// Throws where the profile has a key that would change the result, and that we do not know.
    void refuseUnsupported(const QString &profile) const;

    /// A value that cannot be: "KEY of the AWS profile NAME why".
    Error wrong(const QString &profile, const QString &key, const QString &why) const;

    static const QRegularExpression &regionPattern();

private:
    /// The profile, of those two, that has it; null where none has.
    const Profile *holderOf(const QString &profile, const QString &key) const;
    QString whatToWrite(const QString &profile, const QString &key, const QString &text) const;
    QString writeInstead(const QString &profile, const QString &key, const QString &right) const;

    const ProfileFiles &files_;
    QHash<QString, Profile> onlyStored_; ///< those that no file names
};

/// Of what stands in a file, in a message.
constexpr qsizetype maxShown = 60;
/// A name for a sentence.
QString quoted(const QString &name);
/// Profiles that name each other, from `again` to `again`, for a sentence; and the refusal of them.
QString ring(const QStringList &visited, const QString &again);
Error cycle(const QStringList &visited, const QString &again);

} // namespace vouch::aws
