// SPDX-License-Identifier: Apache-2.0
#include "session/team_download.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "http/http.h"
#include "settings/names.h"
#include "settings/team_file.h"

#include <QCoreApplication>

namespace vouch {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::TeamFile)
};

} // namespace

QCoro::Task<QByteArray> downloadTeamFile(QUrl url, QString caBundle, std::stop_token stop) {
    http::Client http{QCoreApplication::translate(
        "vouch::CurrentServer", "If your organization uses its own certificate authority, run: "
                                "vouch config set ca-bundle FILE")};
    if (!caBundle.isEmpty())
        http.trust(http::readAuthorities(caBundle));
    http::Request request;
    request.method = "GET";
    request.url = url;
    request.bodyLimit = TeamFile::maxBytes;
    const http::Reply reply = co_await http.exchange(std::move(request), stop);
    throwIfStopped(stop);
    if (reply.status != 200)
        throw Error(Error::Kind::Server,
                    Strings::tr("%1 has no file at this address (HTTP status %2).")
                        .arg(serverName(url), QString::number(reply.status)),
                    Strings::tr("Check the address."));
    co_return reply.body;
}

} // namespace vouch
