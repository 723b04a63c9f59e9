// SPDX-License-Identifier: Apache-2.0
#include "session/current_server.h"

#include "http/http.h"
#include "identity/server.h"
#include "session/configuration.h"
#include "session/session.h"
#include "settings/names.h"

#include <QCoreApplication>

#include <utility>

namespace vouch {

/// A server and its own HTTP client, which trusts the certificate authorities set for this server.
struct CurrentServer::Connected {
    Connected(const Settings &settings, Keychain &keychain, Clock &clock)
        : url(settings.server), caBundle(settings.caBundle),
          server(settings.server, http, clock, keychain) {
        if (!caBundle.isEmpty())
            http.trust(http::readAuthorities(caBundle));
    }

    QUrl url;
    QString caBundle;
    http::Client http{QCoreApplication::translate(
        "vouch::CurrentServer", "If your organization uses its own certificate authority, run: "
                                "vouch config set ca-bundle FILE")};
    identity::Server server;
};

CurrentServer::CurrentServer(Configuration &configuration, Session &session, Keychain &keychain,
                             Clock &clock)
    : configuration_(configuration), keychain_(keychain), clock_(clock),
      named_(configuration.settings().server) {
    connect(&session, &Session::ended, this, &CurrentServer::release);
    connect(&configuration_, &Configuration::changed, this, [this, &session] {
        const Settings &settings = configuration_.settings();
        if (connected_ &&
            (connected_->url != settings.server || connected_->caBundle != settings.caBundle)) {
            connected_.reset();
            session.end(Session::End::SignedOut);
            Q_EMIT changed();
        }
        if (std::exchange(named_, settings.server) != settings.server)
            Q_EMIT nameChanged();
    });
}

CurrentServer::~CurrentServer() = default;

std::shared_ptr<identity::Server> CurrentServer::server() {
    const Settings &settings = configuration_.settings();
    if (settings.server.isEmpty())
        throw Error(Error::Kind::NotSetUp, tr("Vouch doesn't know your server yet."),
                    tr("Run: vouch config set server https://YOUR-SERVER"));
    if (!connected_) {
        connected_ = std::make_shared<Connected>(settings, keychain_, clock_);
        Q_EMIT used(settings.server);
    }
    return {connected_, &connected_->server};
}

void CurrentServer::release() {
    if (connected_)
        connected_->server.release();
}

/// For leaving a server, which must work even if the CA bundle can't be read.
std::shared_ptr<CurrentServer::Connected> CurrentServer::connectedTo(const QUrl &url) const {
    Settings settings = configuration_.settings();
    settings.server = url;
    try {
        return std::make_shared<Connected>(settings, keychain_, clock_);
    } catch (const Error &) {
        settings.caBundle.clear();
        return std::make_shared<Connected>(settings, keychain_, clock_);
    }
}

QString CurrentServer::name() const {
    return serverName(configuration_.settings().server);
}

std::chrono::seconds CurrentServer::clockOffset() const {
    return connected_ ? connected_->server.skew().offset() : std::chrono::seconds(0);
}

QCoro::Task<> CurrentServer::reach(QUrl url, QString caBundle, std::stop_token stop) {
    Settings settings;
    settings.server = url;
    settings.caBundle = caBundle;
    const auto connected = std::make_shared<Connected>(settings, keychain_, clock_);
    co_await connected->server.reach(stop);
}

QCoro::Task<> CurrentServer::forget(QList<QUrl> earlier, std::stop_token stop) {
    QList<QUrl> all = earlier;
    if (const QUrl &now = configuration_.settings().server; !now.isEmpty() && !all.contains(now))
        all.append(now);
    std::optional<Error> problem;
    for (const QUrl &url : std::as_const(all)) {
        auto connected = connected_; // keeps it alive even if the settings change meanwhile
        if (!connected || connected->url != url)
            connected = connectedTo(url);
        try {
            co_await connected->server.forget(stop);
        } catch (const Error &error) {
            throwIfStopped(stop);
            problem = error;
        }
        throwIfStopped(stop);
    }
    if (problem)
        throw *problem;
}

} // namespace vouch
