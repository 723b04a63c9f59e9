// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/git_password.h"
#include "http/http.h"

#include <QCoro/QCoroTask>

#include <stop_token>

namespace vouch::aws {

/// Asks CodeCommit what git will ask first, whether this repository may be read, and gives the HTTP
/// status: 200, 403 when the role may not, 404 when there is no such repository. git never tells us
/// about a 403, so whoever wants to explain one has to ask. `clock`, CodeCommit's, learns from the
/// answer. Throws Error where there is none.
QCoro::Task<int> readStatus(http::Client *http, Skew *clock, QUrl repository,
                            GitCredential credential, std::stop_token stop);

/// What git will do: it asks for one of two services.
enum class GitService { Fetch, Push };

/// What CodeCommit answers to git's first question.
struct RefsAnswer {
    int status = 0; ///< HTTP
    QString words;  ///< why it refuses, where it says so: AWS's own, of one line
};

/// Asks what git will ask first before it fetches or pushes, and reads what a refusal says too.
/// Changes nothing there. `clock` as above. Throws Error where there is no answer.
QCoro::Task<RefsAnswer> askForRefs(http::Client *http, Skew *clock, QUrl repository,
                                   GitService service, GitCredential credential,
                                   std::stop_token stop);

} // namespace vouch::aws
