// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "settings/settings.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace vouch {

/// One repository of CodeCommit, as git names it.
struct RepositoryAddress {
    QString host;     ///< a CodeCommit host, with a port or not
    QString region;   ///< in that host
    QString path;     ///< without its leading slash: `v1/repos/NAME`
    QString userName; ///< a wish for a role; may be empty

    QString name() const; ///< as it may be shown
    QUrl url() const;

    bool operator==(const RepositoryAddress &) const = default;
};

/// Takes an address of CodeCommit's apart: https, or `codecommit://[ROLE@]NAME` and
/// `codecommit::REGION://[ROLE@]NAME`, where `region` is meant if it names none. Throws
/// Error::Kind::Unsupported.
RepositoryAddress addressFrom(const QString &text, const QString &region = {});
/// The address of the repository `name` in a region.
RepositoryAddress addressIn(const QString &region, const QString &name);

/// What came of asking CodeCommit for one of git's two services, with a fresh signature.
struct Attempt {
    int status = 0;        ///< HTTP; 0: there was no answer
    QString words;         ///< AWS's own, of a refusal; often empty
    QString failure, hint; ///< why there was no answer, and what to do
};

/// What was found out about a repository, before it is judged.
struct RepositoryFacts {
    RepositoryAddress repository;
    Role role;
    Attempt fetch, push;
    /// Another role of the person's that may do what this one may not.
    std::optional<Role> otherRole;
    /// Another region of the person's, where this role may fetch a repository of that name.
    QString otherRegion;
};

/// Why git fails with a repository. git itself cannot say: of CodeCommit's 403 it shows the number,
/// and tells no helper.
struct Diagnosis {
    /// One possible reason.
    struct Cause {
        enum class Kind {
            OtherPassword, ///< both services answer well, so git must have sent another password
            Role,          ///< the wrong role, or the wrong account
            Region,
            Pull,   ///< codecommit:GitPull is missing
            Push,   ///< codecommit:GitPush is missing
            Policy, ///< a session policy, or another that denies
            NoRepository,
            Session, ///< AWS no longer takes the session
            Clock,
            Throttled,
            Aws, ///< a problem of AWS's own
            Network,
        };
        Kind kind;
        QString message; ///< a sentence
        QString fix;     ///< what to do about it

        bool operator==(const Cause &) const = default;
    };

    RepositoryFacts facts;
    QList<Cause> causes; ///< the likeliest first, never empty

    /// `fetch` and `push`, and behind the first that fails the other possible reasons for it.
    QList<CheckResult> results() const;
};

/// Judges. What was seen for certain comes first, then what is the usual reason.
Diagnosis diagnose(const RepositoryFacts &facts);

} // namespace vouch
