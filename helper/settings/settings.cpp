// SPDX-License-Identifier: Apache-2.0
#include "settings/settings.h"

#include "core/error.h"
#include "settings/names.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isLoopback(const QString &host) {
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

} // namespace

const Role *Settings::findRole(const QString &name) const {
    const auto found = std::ranges::find(roles, name, &Role::name);
    return found == roles.end() ? nullptr : &*found;
}

const Role *usualRole(const Settings &settings) {
    if (!settings.useRole.isEmpty())
        return settings.findRole(settings.useRole);
    return settings.roles.size() == 1 ? &settings.roles.first() : nullptr;
}

QUrl parseServer(const QString &text) {
    const auto refuse = [&text](const QString &why) {
        throw Error(
            Error::Kind::Malformed,
            QCoreApplication::translate("vouch::Settings", "“%1” isn't a valid server address: %2.")
                .arg(text.left(200), why),
            QCoreApplication::translate("vouch::Settings",
                                        "It should look like https://us.vouch.sh."));
    };
    QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        refuse(QCoreApplication::translate("vouch::Settings", "it has no host name"));
    const bool secure = url.scheme() == "https"_L1;
    if (!secure && !(url.scheme() == "http"_L1 && isLoopback(url.host())))
        refuse(QCoreApplication::translate("vouch::Settings", "it must begin with https://"));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        refuse(
            QCoreApplication::translate("vouch::Settings", "it can't contain a user name, ? or #"));
    if (!url.path().isEmpty() && url.path() != "/"_L1)
        refuse(QCoreApplication::translate("vouch::Settings", "it can't have a path"));
    url.setPath(QString());
    // The ASCII form tells look-alike names apart.
    if (std::ranges::any_of(text, [](QChar c) { return c.unicode() > 0x7F; }))
        throw Error(Error::Kind::Malformed,
                    QCoreApplication::translate("vouch::Settings",
                                                "“%1” contains characters that may look like "
                                                "others. The actual host name is %2.")
                        .arg(text.left(200), serverName(url)),
                    QCoreApplication::translate("vouch::Settings",
                                                "If that's the server you want, enter %1 instead.")
                        .arg(url.toString(QUrl::FullyEncoded)));
    return url;
}

QString accountOf(const Role &role) {
    return role.arn.section(u':', 4, 4);
}

QString serverName(const QUrl &server) {
    return server.authority(QUrl::FullyEncoded);
}

} // namespace vouch
