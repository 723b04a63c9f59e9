// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/arn.h"
#include "aws/credentials.h"
#include "aws/endpoints.h"
#include "aws/profile_files.h"

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include <chrono>

namespace vouch::aws {

/// One AssumeRole call.
struct RoleHop {
    QString profile; ///< whose `role_arn` it is
    RoleArn role;
    QString externalId;  ///< empty: none
    QString sessionName; ///< empty: the caller chooses one
    std::chrono::seconds duration{3600};
};

/// How to get a profile's credentials, determined from the files alone. Run it in this order: the
/// source, then the MFA session, then each hop with the credentials of the previous one.
struct ProfilePlan {
    enum class Source {
        Keychain,    ///< long-lived keys that Vouch stores for `sourceProfile`
        File,        ///< `keys`, from one of AWS's files
        Process,     ///< the output of `process`: credential_process.h
        Environment, ///< the requesting program's AWS_ACCESS_KEY_ID etc.: `keys`, once known
    };

    QString profile; ///< the requested one
    Source source = Source::Keychain;
    QString sourceProfile; ///< whose keys or command
    Credentials keys;
    QString keysFile; ///< the file that contains `keys`
    QString process;

    /// The MFA device whose code goes to GetSessionToken before the first hop. Empty: none. Only
    /// for long-lived keys: AWS doesn't accept a code with temporary ones.
    QString mfaSerial;
    /// A command that prints the code instead of prompting the user; empty: none.
    QString mfaProcess;
    QList<RoleHop> hops;

    QString region;   ///< the profile's; may be empty
    StsSettings sts;  ///< for all of the plan's calls
    QString caBundle; ///< a file of additional authorities for those calls; empty: none

    /// Identifies this plan without revealing a secret, for caching: plans from other files or
    /// sources that give other credentials differ.
    QStringList identity() const;
    /// The partition whose STS serves the calls before the hops.
    QString partition() const;
    /// The endpoint for all calls: in the profile's region, or else the partition's main one.
    /// Throws Error::Kind::NotSetUp for an invalid address.
    StsEndpoint endpoint() const;
};

/// Plans how to get a profile's credentials. `stored`: the profiles whose long-lived keys are in
/// the keychain; these take precedence over the credentials file.
///
/// Follows the AWS CLI's rules: static keys before `credential_process`; a source profile with its
/// own keys gives those, whatever role it names; `mfa_serial` applies if there's a role to assume.
/// Adds aws-vault's: `include_profile` fills in missing values, `mfa_process`, a role without
/// `source_profile` is assumed with the profile's own keys, and `mfa_serial` of a profile without a
/// role gives its keys an MFA session.
///
/// Unsupported AWS features (SSO, `web_identity_token_file`, session tags) are rejected by name,
/// never ignored. Throws Error: NotFound, with the closest names, for a missing profile;
/// Unsupported; NotSetUp for anything wrong in the files, including a cycle, shown as `a → b → a`.
ProfilePlan planFor(const ProfileFiles &files, const QString &profile,
                    const QSet<QString> &stored = {});

} // namespace vouch::aws
