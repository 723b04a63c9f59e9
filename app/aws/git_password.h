// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"

#include <QByteArray>
#include <QString>

namespace vouch::aws {

/// What git sends to CodeCommit as basic authentication. Valid for one repository on one host, for
/// about 15 minutes. See helper/codecommit/README.md, The password.
struct GitCredential {
    SharedSecret username; ///< key ID and session token
    SharedSecret password; ///< timestamp and signature
};

/// Signs for a repository. `host`: as git requested it, with or without a port; `path`: as git
/// passed it, without the leading slash; `now`: by AWS's clock.
GitCredential signGit(const Credentials &credentials, const QByteArray &host,
                      const QByteArray &region, const QByteArray &path, Time now);

} // namespace vouch::aws
