// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "settings/settings.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace vouch {

/// The address of a CodeCommit repository, as git uses it.
struct RepositoryAddress {
    QString host;     ///< a CodeCommit host, possibly with a port
    QString region;   ///< from the host
    QString path;     ///< without the leading slash: `v1/repos/NAME`
    QString userName; ///< requests a role or profile; may be empty

    QString name() const; ///< safe to display
    QUrl url() const;

    bool operator==(const RepositoryAddress &) const = default;
};

/// Parses a CodeCommit address: https, `codecommit::REGION://[ROLE@]NAME`, or
/// `codecommit://[ROLE@]NAME` and just NAME, which are in `region`. Throws
/// Error::Kind::Unsupported.
RepositoryAddress addressFrom(const QString &text, const QString &region = {});
/// The address of the repository `name` in a region.
RepositoryAddress addressIn(const QString &region, const QString &name);

/// The result of requesting one of git's two services from CodeCommit, with a fresh signature.
struct Attempt {
    int status = 0;        ///< the HTTP status; 0: no answer
    QString message;       ///< AWS's, with a refusal; often empty
    QString failure, hint; ///< why there was no answer, and what to do
};

/// The facts about a repository, for diagnose().
struct RepositoryFacts {
    RepositoryAddress repository;
    Role role;
    Attempt fetch, push;
    /// Another of the user's roles that is allowed what this one isn't.
    std::optional<Role> otherRole;
    /// Another of the user's regions where this role can fetch a repository of the same name.
    QString otherRegion;
};

/// Why git fails with a repository. git itself can't explain it: it only shows CodeCommit's status,
/// 403, and doesn't pass the message on to credential helpers.
struct Diagnosis {
    /// One possible cause.
    struct Cause {
        enum class Kind {
            OtherPassword, ///< both services work, so git must have sent another password
            Role,          ///< the wrong role or account
            Region,
            Pull,   ///< codecommit:GitPull is missing
            Push,   ///< codecommit:GitPush is missing
            Policy, ///< denied by a session policy or another policy
            NoRepository,
            Session, ///< AWS no longer accepts the session
            Clock,
            Throttled,
            Aws, ///< a problem at AWS
            Network,
        };
        Kind kind;
        QString message; ///< a sentence
        QString fix;     ///< what to do about it

        bool operator==(const Cause &) const = default;
    };

    RepositoryFacts facts;
    QList<Cause> causes; ///< most likely first; never empty

    /// Results for `fetch` and `push`; the first failure is followed by its other possible causes.
    QList<CheckResult> results() const;
};

/// Finds the causes: certain ones only, if there are any; otherwise the usual ones.
Diagnosis diagnose(const RepositoryFacts &facts);

} // namespace vouch
