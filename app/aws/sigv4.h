// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"
#include "http/http.h"

#include <QByteArray>

/// AWS Signature Version 4 with HMAC-SHA256: AWS's "Create a signed AWS API request", and for git
/// helper/codecommit/README.md, The password. Times are AWS's clock, in UTC.
namespace vouch::aws {

/// Where a signature is valid: `YYYYMMDD/REGION/SERVICE/aws4_request`.
struct Scope {
    QByteArray region, service;
};

/// `YYYYMMDDTHHMMSS`, without the Z that AWS's header has.
QByteArray timestamp(Time now);

/// The hex signature over a canonical request. `stamp` stands in the string to sign as it is: with
/// a Z for services, without for CodeCommit's git.
QByteArray signature(const QByteArray &canonicalRequest, const QByteArray &stamp,
                     const Scope &scope, const Secret &secretAccessKey);

/// Signs a form POST to `/` of a service such as STS: adds `X-Amz-Date`, `X-Amz-Security-Token` and
/// `Authorization`. The body must not change afterwards.
void signRequest(http::Request &request, const Scope &scope, const Credentials &credentials,
                 Time now);

} // namespace vouch::aws
