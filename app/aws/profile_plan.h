// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/arn.h"
#include "aws/credentials.h"
#include "aws/endpoints.h"
#include "aws/profile_files.h"

#include <QList>
#include <QSet>
#include <QString>

#include <chrono>

namespace vouch::aws {

/// One call of AssumeRole.
struct RoleHop {
    QString profile; ///< whose `role_arn` it is
    RoleArn role;
    QString externalId;  ///< empty: none
    QString sessionName; ///< empty: the caller's own
    std::chrono::seconds duration{3600};
};

/// How a profile's credentials are come by, worked out from the files alone: nothing was asked yet.
/// Carry it out in this order: the source, then the MFA session, then each hop with what the one
/// before it gave.
struct ProfilePlan {
    enum class Source {
        Keychain,    ///< long-lived keys that Vouch keeps for `sourceProfile`
        File,        ///< `keys`, which stand in one of AWS's files
        Process,     ///< what `process` prints: credential_process.h
        Environment, ///< AWS_ACCESS_KEY_ID and so on, of whoever asks: `keys`, once they are known
    };

    QString profile; ///< the one that was asked for
    Source source = Source::Keychain;
    QString sourceProfile; ///< whose keys, or whose command
    Credentials keys;
    QString keysFile; ///< the one that `keys` stand in
    QString process;

    /// The device whose code is asked for, and GetSessionToken with it, before the first hop.
    /// Empty: none. Serves long-lived keys only; AWS takes no code with temporary ones.
    QString mfaSerial;
    /// A command that prints the code, instead of asking the person; empty: none.
    QString mfaProcess;
    QList<RoleHop> hops;

    QString region;   ///< the profile's, where it names one
    StsSettings sts;  ///< where STS is asked, for all of these
    QString caBundle; ///< a file of authorities to trust there; empty: none

    /// Tells this way to credentials from any other, without a secret: what was kept by it is not
    /// what another set of files, or another source, would give.
    QString identity() const;
    /// The partition whose STS is asked for what comes before the hops.
    QString partition() const;
    /// Where each call of the plan goes: the profile's own region, or else the partition's main
    /// one. Throws Error::Kind::NotSetUp for an address that is none.
    StsEndpoint place() const;
};

/// Works out how to come by a profile's credentials. `stored` names the profiles whose long-lived
/// keys are in the keychain; they count as if they stood in the credentials file, and before those
/// that do.
///
/// Follows the AWS CLI where it has a rule: static keys before `credential_process`; a source
/// profile with keys of its own gives those, whatever role it names; `mfa_serial` counts where
/// there is a role to assume. It adds aws-vault's: `include_profile` fills in what is missing,
/// `mfa_process`, a role without `source_profile` is assumed with the profile's own keys, and
/// `mfa_serial` of a profile without a role makes an MFA session of its keys.
///
/// What AWS knows and we do not is refused by name (SSO, `web_identity_token_file`, session tags
/// and the like), never left out. Throws Error: NotFound for a profile that does not exist, with
/// the nearest names; Unsupported; NotSetUp for everything that is wrong in the files, a cycle
/// included, which it spells out as `a → b → a`.
ProfilePlan planFor(const ProfileFiles &files, const QString &profile,
                    const QSet<QString> &stored = {});

} // namespace vouch::aws
