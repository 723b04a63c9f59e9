// SPDX-License-Identifier: Apache-2.0
#include "app/connections.h"

#include "app/parts.h"
#include "aws/endpoints.h"
#include "core/log.h"
#include "ui/widgets/languages.h"

#include <QSslCertificate>

#include <algorithm>

namespace vouch {

namespace {

/// A network that inspects TLS does so for the server and AWS alike, so the server's authorities
/// are also trusted for AWS unless others are set.
void trustAuthoritiesForAws(Parts &parts) {
    const Settings &settings = parts.configuration.settings();
    QString file = settings.caBundleAws;
    if (file.isEmpty())
        file = aws::caBundle();
    if (file.isEmpty())
        file = settings.caBundle;
    if (file == parts.awsAuthorities)
        return;
    parts.awsAuthorities = file;
    QList<QSslCertificate> authorities;
    try {
        if (!file.isEmpty())
            authorities = http::readAuthorities(file);
    } catch (const Error &error) {
        qCWarning(logApp) << "for AWS:" << error.message();
    }
    parts.awsHttp.trust(authorities);
}

void applySettings(Parts &parts) {
    trustAuthoritiesForAws(parts);
    const Settings &settings = parts.configuration.settings();
    parts.profiles.setFiles(settings.awsConfigFile, settings.awsCredentialsFile);
    parts.notices.setTimes(settings.notices);
    parts.snooze.setLength(settings.quiet);
}

void followSettings(Parts &parts) {
    QObject::connect(&parts.configuration, &Configuration::changed, &parts.session,
                     [&parts] { applySettings(parts); });
    applySettings(parts);
}

void followScreenLock(Parts &parts) {
    QObject::connect(&parts.lockWatch, &platform::LockWatch::screenLocked, &parts.locking,
                     &Locking::screenLocked);
    QObject::connect(&parts.lockWatch, &platform::LockWatch::suspending, &parts.locking,
                     &Locking::suspending);
}

void saveSessions(Parts &parts) {
    Session &session = parts.session;
    SavedState &saved = parts.savedState;
    QObject::connect(&parts.servers, &CurrentServer::used, &parts.servers,
                     [&saved](const QUrl &server) { saved.addServer(server); });
    QObject::connect(&session, &Session::began, &session, [&session, &saved] {
        if (!session.isByKey()) // that of an enrollment is short, and says nothing about the next
            return;
        saved.setSession(
            {session.email(), session.expiresAt(), session.expiresAt() - session.beganAt()});
    });
    QObject::connect(&session, &Session::ended, &session, [&saved, &clock = parts.clock] {
        if (auto last = saved.session()) {
            last->end = std::min(last->end, clock.now());
            saved.setSession(*last);
        }
    });
}

} // namespace

void connectParts(Parts &parts) {
    ui::setLanguage(parts.configuration.settings().language);
    followScreenLock(parts);
    followSettings(parts);
    saveSessions(parts);
}

} // namespace vouch
