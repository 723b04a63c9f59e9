// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"
#include "http/http.h"

#include <QByteArray>

/// AWS Signature Version 4 with HMAC-SHA256: see AWS's "Create a signed AWS API request", and for
/// git helper/codecommit/README.md, The password. Times are by AWS's clock, in UTC.
namespace vouch::aws {

/// A signature's scope: `YYYYMMDD/REGION/SERVICE/aws4_request`.
struct Scope {
    QByteArray region, service;
};

/// `YYYYMMDDTHHMMSS`, without the Z of AWS's header.
QByteArray timestamp(Time now);

/// The hex signature of a canonical request. `stamp` goes into the string to sign unchanged: with a
/// Z for AWS services, without for git on CodeCommit.
QByteArray signature(const QByteArray &canonicalRequest, const QByteArray &stamp,
                     const Scope &scope, const Secret &secretAccessKey);

/// Signs a form POST to `/` of a service such as STS: adds `X-Amz-Date`, `X-Amz-Security-Token` and
/// `Authorization`. Don't change the body afterwards.
void signRequest(http::Request &request, const Scope &scope, const Credentials &credentials,
                 Time now);

} // namespace vouch::aws
