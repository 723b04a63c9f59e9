// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gitconfig/codecommit_setup.h"
#include "gitconfig/stored_passwords.h"

#include <QString>

#include <variant>

namespace vouch {

/// Something that stands between git and Vouch, with the one thing that mends it. Sentences are for
/// a person, in the person's language.
struct Finding {
    enum class Weight {
        Breaks,  ///< git fails over it, now or later
        Clutter, ///< does nothing, and had better go
    };
    QString name; ///< a word that never changes, such as `repository-helper`
    Weight weight = Weight::Breaks;
    QString fact;   ///< "The repository payments-api has its own helper"
    QString detail; ///< where, and what it does: "~/work/payments-api/.git/config, line 14. It ..."
    QString fix;    ///< what a check box says: "Remove it from this repository"
    QString command; ///< the same for a shell, one line

    /// What mends it without a shell: an edit for `planCodeCommit`, or a password for
    /// `eraseStored`. Nothing where only the command can, or set-up itself does.
    std::variant<std::monostate, FileEdit, StoredPassword> repair;
    bool suggested = true; ///< whether the box is ticked at first
};

/// An edit as a line for a shell.
QString shellCommandOf(const FileEdit &edit);

/// The finding that a stored password is.
Finding findingOf(const StoredPassword &password);

} // namespace vouch
