// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::cli {

/// What `vouch doctor` is to look at: one repository of CodeCommit, or nothing in particular.
struct Subject {
    QString address;  ///< as the person, or the repository, has it; empty: none
    QString url;      ///< the same over https, without a user; empty: nothing in particular
    QString userName; ///< a wish for a role: `codecommit://ROLE@NAME`, or what git sends along
    bool byRemoteHelper = false; ///< `codecommit://`: git runs our program instead of its own

    QString host() const;
    bool operator==(const Subject &) const = default;
};

/// Takes an address apart: https, `codecommit://[ROLE@]NAME` or `codecommit::REGION://[ROLE@]NAME`.
/// `region` is meant where the address names none. The URL stays empty for what is no address of
/// CodeCommit's.
Subject subjectFrom(const QString &address, const QString &region);

/// The address that `argument` stands for after git's own rewriting, or that of the repository we
/// are in; empty where there is none. Blocking.
QString addressFor(const QString &argument);

} // namespace vouch::cli
