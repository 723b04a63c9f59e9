// SPDX-License-Identifier: Apache-2.0
#include "aws/repository.h"

#include "core/displayed.h"
#include "core/scoped_task.h"

namespace vouch::aws {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype maxReason = 600;

/// gitprotocol-http(5), "Discovering References".
http::Request refsRequest(QUrl repository, GitService service, const GitCredential &credential) {
    repository.setPath(repository.path() + u"/info/refs"_s);
    repository.setQuery(service == GitService::Fetch ? u"service=git-upload-pack"_s
                                                     : u"service=git-receive-pack"_s);
    http::Request request{"GET", repository, {}, {}};
    QByteArray pair =
        credential.username->view().toByteArray() + ':' + credential.password->view().toByteArray();
    request.headers = {{"Authorization", "Basic " + pair.toBase64()},
                       {"Git-Protocol", "version=2"}}; // for a short response
    wipe(pair);
    return request;
}

} // namespace

QCoro::Task<int> readStatus(http::Client *http, Skew *clock, QUrl repository,
                            GitCredential credential, std::stop_token stop) {
    auto request = refsRequest(repository, GitService::Fetch, credential);
    request.timeout = 3s; // git is waiting
    request.reading = http::Request::Reading::Headers;
    const http::Reply reply = co_await http->exchange(std::move(request), stop);
    throwIfStopped(stop);
    if (const auto time = reply.serverTime())
        clock->learn(*time);
    co_return reply.status;
}

QCoro::Task<RefsResponse> requestRefs(http::Client *http, Skew *clock, QUrl repository,
                                      GitService service, GitCredential credential,
                                      std::stop_token stop) {
    auto request = refsRequest(repository, service, credential);
    request.reading = http::Request::Reading::Refusals; // a large repository lists many branches
    const http::Reply reply = co_await http->exchange(std::move(request), stop);
    throwIfStopped(stop);
    if (const auto time = reply.serverTime())
        clock->learn(*time);
    RefsResponse answer{reply.status, {}};
    if (reply.status >= 400 && reply.mediaType() == "text/plain")
        answer.reason =
            displayed(QString::fromUtf8(reply.body.left(maxReason)).section(u'\n', 0, 0).trimmed(),
                      maxReason);
    co_return answer;
}

} // namespace vouch::aws
