// SPDX-License-Identifier: Apache-2.0
#include "identity/answer.h"

#include "core/displayed.h"
#include "identity/key_refusals.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <chrono>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::identity)
};

struct Reason {
    QString code, text;
};

/// `/oauth` answers `{error, error_description}`, `/v1` `{code, message}`, signatures plain text.
Reason reasonIn(const http::Reply &reply) {
    const QJsonObject object = QJsonDocument::fromJson(reply.body).object();
    QString code = object["error"_L1].toString(object["code"_L1].toString());
    // RFC 9470 section 3: the header counts, whatever the body says.
    constexpr QByteArrayView stepUp = "insufficient_user_authentication";
    if (reply.status == 401 && reply.header("www-authenticate").contains(stepUp))
        code = QString::fromLatin1(stepUp);
    const QString text = object["error_description"_L1].toString(object["message"_L1].toString());
    if (!code.isEmpty() || reply.mediaType() != "text/plain")
        return {displayed(code), displayed(text)};
    return {QString(), displayed(QString::fromUtf8(reply.body.left(200)))};
}

/// A hint with the time to wait.
QString laterHint(const http::Reply &reply) {
    const auto wait = reply.retryAfter();
    if (!wait || *wait <= 1min)
        return Strings::tr("Try again in a minute.");
    if (*wait < 2h)
        return Strings::tr("Try again in %n minute(s), as the server requested.", nullptr,
                           int(std::chrono::ceil<std::chrono::minutes>(*wait).count()));
    return Strings::tr("Try again in %n hour(s), as the server requested.", nullptr,
                       int(std::chrono::ceil<std::chrono::hours>(*wait).count()));
}

/// Whether something other than a Vouch server responded: a Vouch server gives an error code. A
/// status of 500 and above doesn't tell, because a proxy in front of the server may send a page
/// then.
bool isNotAVouchServer(const http::Reply &reply, const Reason &reason) {
    if (!reason.code.isEmpty() || reply.status >= 500 || reply.status == 429)
        return false;
    return reply.status == 404 || reply.status == 405 || reply.mediaType() == "text/html";
}

/// The error for a refused sign-in. One code covers many causes, and only the server's text tells
/// them apart, so it's shown too.
std::optional<Error> signInRefusal(const Reason &reason, const QString &server,
                                   const QString &detail) {
    const bool isGrant = reason.code == "invalid_grant"_L1;
    if (!isGrant && reason.code != "access_denied"_L1)
        return std::nullopt;
    const QString text = reason.text.trimmed();
    const QString serverText =
        text.isEmpty() ? QString() : Strings::tr("The server says: %1").arg(text);
    const auto error = [&](const QString &message, const QString &hint) {
        return Error(Error::Kind::Server, message, (hint + u' ' + serverText).trimmed(), detail);
    };
    const auto mentions = [&text](std::initializer_list<QLatin1StringView> any) {
        return std::ranges::any_of(any, [&text](QLatin1StringView word) {
            return text.contains(word, Qt::CaseInsensitive);
        });
    };
    if (mentions({"deactivated"_L1, "disabled"_L1, "suspended"_L1, "inactive"_L1, "locked"_L1}))
        return error(Strings::tr("%1 doesn't let your account sign in.").arg(server),
                     Strings::tr("Ask your administrator."));
    if (!isGrant)
        return std::nullopt;
    if (mentions({"counter"_L1, "sign count"_L1}))
        return error(
            Strings::tr("%1 has counted more uses of this key than the key itself.").arg(server),
            Strings::tr(
                "The key may have been copied. Tell your administrator and use another key."));
    if (mentions({"challenge"_L1, "state"_L1}))
        return error(Strings::tr("This sign-in is no longer valid at %1.").arg(server),
                     Strings::tr("Sign in again and touch your key within four minutes."));
    if (text.isEmpty() || mentions({"not registered"_L1, "unknown"_L1, "not found"_L1}))
        return error(Strings::tr("%1 did not accept the key.").arg(server),
                     Strings::tr("Is this key registered there? Try again, or use another key."));
    return error(Strings::tr("%1 did not accept the key.").arg(server),
                 Strings::tr("Try again, or use another key."));
}

Error errorFor(const http::Reply &reply, const Reason &reason, const QString &server) {
    using Kind = Error::Kind;
    const int status = reply.status;
    if (isNotAVouchServer(reply, reason))
        return notLikeAServer(reply, server);
    const QString detail =
        u"%1 answered %2 %3: %4"_s.arg(server, QString::number(status), reason.code, reason.text);
    const auto error = [&](Kind kind, const QString &message, const QString &hint) {
        return Error(kind, message, hint, detail);
    };
    if (const auto refusedKey = keyRefusal(reason.code, server, detail))
        return *refusedKey;
    if (const auto refused = signInRefusal(reason, server, detail))
        return *refused;
    if (reason.code == "access_denied"_L1)
        return error(Kind::Server,
                     Strings::tr("Your organization doesn't allow this computer to sign in."),
                     reason.text.isEmpty() ? Strings::tr("Ask your administrator what's missing.")
                                           : reason.text);
    if (reason.code == "unauthorized_client"_L1 || reason.code == "invalid_client"_L1)
        return error(Kind::Server,
                     Strings::tr("%1 doesn't accept this installation of Vouch.").arg(server),
                     Strings::tr("Run: vouch forget, then sign in again."));
    if (reason.code == "invalid_role_arn"_L1)
        return error(Kind::Role, Strings::tr("%1 doesn't recognize the role.").arg(server),
                     Strings::tr("Check its ARN: vouch config list"));
    if (reason.code == "hardware_required"_L1)
        return error(Kind::Server, Strings::tr("This session wasn't started with a security key."),
                     Strings::tr("Sign in with your key."));
    if (status == 401)
        return error(Kind::Server, Strings::tr("%1 says your session has ended.").arg(server),
                     Strings::tr("Sign in again."));
    if (status == 429)
        return error(Kind::Server, Strings::tr("%1 is throttling requests.").arg(server),
                     laterHint(reply));
    if (status >= 500)
        return error(Kind::Server, Strings::tr("%1 is having problems.").arg(server),
                     Strings::tr("%1 If this keeps happening, tell your administrator.")
                         .arg(laterHint(reply)));
    return error(Kind::Server, Strings::tr("%1 refused the request.").arg(server),
                 reason.text.isEmpty() ? Strings::tr("See Vouch's log for its response.")
                                       : reason.text);
}

} // namespace

Refused refusal(const http::Reply &reply, const QString &serverName) {
    const Reason reason = reasonIn(reply);
    return Refused(reply.status, reason.code, errorFor(reply, reason, serverName));
}

Error notLikeAServer(const http::Reply &reply, const QString &serverName) {
    return Error(
        Error::Kind::Server, Strings::tr("%1 doesn't respond like a Vouch server.").arg(serverName),
        Strings::tr("Check the server's address. On a guest network, sign in there first."),
        u"status %1, %2"_s.arg(QString::number(reply.status),
                               QString::fromLatin1(reply.mediaType())));
}

QJsonObject answerOf(const http::Reply &reply, const QString &serverName) {
    if (reply.status >= 400)
        throw refusal(reply, serverName);
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    if (!document.isObject())
        throw notLikeAServer(reply, serverName);
    return document.object();
}

QString requireText(const QJsonObject &object, QLatin1StringView member,
                    const QString &serverName) {
    QString text = object[member].toString();
    if (text.isEmpty())
        throw Error(Error::Kind::Server,
                    Strings::tr("%1 sent an incomplete response.").arg(serverName),
                    Strings::tr("Check the server's address and that Vouch is up to date."),
                    u"%1 is missing"_s.arg(member));
    return text;
}

} // namespace vouch::identity
