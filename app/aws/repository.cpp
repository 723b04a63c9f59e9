// SPDX-License-Identifier: Apache-2.0
#include "aws/repository.h"

namespace vouch::aws {

using namespace std::chrono_literals;

QCoro::Task<int> readStatus(http::Client *http, QUrl repository, GitCredential credential,
                            std::stop_token stop) {
    repository.setPath(repository.path() + QStringLiteral("/info/refs"));
    repository.setQuery(QStringLiteral("service=git-upload-pack"));
    http::Request request{"GET", repository, {}, {}};
    QByteArray pair =
        credential.username->view().toByteArray() + ':' + credential.password->view().toByteArray();
    request.headers = {{"Authorization", "Basic " + pair.toBase64()},
                       {"Git-Protocol", "version=2"}}; // a short answer
    wipe(pair);
    request.timeout = 3s; // git waits meanwhile
    request.headersOnly = true;
    const http::Reply reply = co_await http->exchange(std::move(request), stop);
    co_return reply.status;
}

} // namespace vouch::aws
