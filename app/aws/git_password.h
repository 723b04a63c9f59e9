// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"

#include <QByteArray>
#include <QString>

namespace vouch::aws {

/// What git sends to CodeCommit as basic authentication: valid for one repository of one host and
/// about 15 minutes. helper/codecommit/README.md, The password.
struct GitCredential {
    SharedSecret username; ///< key id and session token
    SharedSecret password; ///< timestamp and signature
};

/// How long CodeCommit takes a password, in seconds from its timestamp.
inline constexpr std::chrono::seconds gitPasswordLife{15 * 60};

/// Signs for a repository. `host` is what git asked for, a port included or not; `path` as git gave
/// it, without its leading slash. `now` is AWS's clock.
GitCredential signGit(const Credentials &credentials, const QByteArray &host,
                      const QByteArray &region, const QByteArray &path, Time now);

} // namespace vouch::aws
