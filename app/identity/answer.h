// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/http.h"
#include "identity/server.h"

#include <QJsonObject>

namespace vouch::identity {

/// The JSON object of a successful response. Throws Refused for a status of 400 and above, and
/// Error::Kind::Server if the response isn't a JSON object: a captive portal's page, say.
QJsonObject answerOf(const http::Reply &reply, const QString &serverName);

/// The error for something else answering at the server's address: a website, or a guest network's
/// page.
Error notLikeAServer(const http::Reply &reply, const QString &serverName);

/// The error to show for a refusal; README.md lists the server's codes.
Refused refusal(const http::Reply &reply, const QString &serverName);

/// A required text member. Throws Error::Kind::Server if it's missing.
QString requireText(const QJsonObject &object, QLatin1StringView member, const QString &serverName);

} // namespace vouch::identity
