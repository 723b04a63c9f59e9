// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/http.h"
#include "identity/server.h"

#include <QJsonObject>

namespace vouch::identity {

/// The JSON object of a successful answer. Throws Refused for any other status, and
/// Error::Kind::Server for an answer that is no JSON object: a captive portal's page, say.
QJsonObject answerOf(const http::Reply &reply, const QString &serverName);

/// Somebody else answers at the server's address: a web site, or a guest network's page.
Error notLikeAServer(const http::Reply &reply, const QString &serverName);

/// What a refusal means for the person; README.md lists the server's words.
Refused refusal(const http::Reply &reply, const QString &serverName);

/// A text member that must be there. Throws Error::Kind::Server.
QString requireText(const QJsonObject &object, QLatin1StringView member, const QString &serverName);

} // namespace vouch::identity
