// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "gitconfig/codecommit_setup.h"
#include "gitconfig/stored_passwords.h"

#include <QString>
#include <QStringList>

#include <variant>

namespace vouch {

/// More for `CodeCommitOptions::insteadOf`.
struct UrlRewriting {
    QStringList regions;
};

/// A problem that keeps git from using Vouch, and how to fix it. Sentences are for the user, in the
/// user's language.
struct Finding {
    enum class Weight {
        Breaks,  ///< makes git fail, now or later
        Clutter, ///< has no effect, but should be removed
    };
    QString name; ///< a stable id, such as `repository-helper`
    Weight weight = Weight::Breaks;
    QString fact;    ///< "The repository payments-api has its own helper"
    QString detail;  ///< where, and its effect: "~/work/payments-api/.git/config, line 14. It …"
    QString fix;     ///< label of a check box: "Remove it from this repository"
    QString command; ///< the fix as a shell command, one line

    /// The fix without a shell: an edit or rewriting for `planCodeCommit`, or a password for
    /// `eraseStored`. Empty if only the command or set-up itself can fix it.
    std::variant<std::monostate, FileEdit, StoredPassword, UrlRewriting> repair;
    bool suggested = true; ///< whether the check box is initially on
};

/// An edit as a shell command.
QString shellCommandOf(const FileEdit &edit);

/// The finding as a check's result, with this way to fix it.
CheckResult resultOf(const Finding &finding, const QString &fix);

/// The finding for a stored password.
Finding findingOf(const StoredPassword &password);

} // namespace vouch
