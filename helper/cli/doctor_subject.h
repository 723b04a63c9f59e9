// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::cli {

/// What `vouch doctor` checks: one CodeCommit repository, or the setup in general.
struct Subject {
    QString address;             ///< as given by the user or the repository; empty: none
    QString url;                 ///< the same over https, without a user; empty: general
    QString userName;            ///< selects a role: `codecommit://ROLE@NAME`, or sent by git
    bool byRemoteHelper = false; ///< `codecommit://`: git runs our remote helper

    QString host() const;
    bool operator==(const Subject &) const = default;
};

/// Parses an address: https, `codecommit://[ROLE@]NAME` or `codecommit::REGION://[ROLE@]NAME`.
/// `region` is used if the address has none. The URL is empty if it isn't a CodeCommit address.
Subject subjectFrom(const QString &address, const QString &region);

/// The address that git uses for `argument` (see `url.*.insteadOf`), or for the current
/// repository's remote if `argument` is empty. Empty if there is none. Blocking.
QString remoteAddress(const QString &argument);

} // namespace vouch::cli
