// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/git_password.h"
#include "http/http.h"

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch::aws {

/// Sends git's first request, whether this repository can be read, and gives the HTTP status: 200,
/// 403 if the role isn't allowed, 404 if there's no such repository. git doesn't report a 403 to
/// its helper, so explaining one takes this request. `clock`, CodeCommit's, learns from the
/// response. Throws Error if there is none.
QCoro::Task<int> readStatus(http::Client *http, Skew *clock, QUrl repository,
                            GitCredential credential, std::stop_token stop);

/// The service that git requests.
enum class GitService { Fetch, Push };

/// CodeCommit's response to git's first request.
struct RefsResponse {
    int status = 0; ///< HTTP
    QString reason; ///< AWS's reason for a refusal, on one line; may be empty
};

/// Sends git's first request of a fetch or push, and also reads the reason for a refusal. Changes
/// nothing in the repository. `clock` as above. Throws Error if there's no response.
QCoro::Task<RefsResponse> requestRefs(http::Client *http, Skew *clock, QUrl repository,
                                      GitService service, GitCredential credential,
                                      std::stop_token stop);

} // namespace vouch::aws
