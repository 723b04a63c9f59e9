// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QObject>
#include <QString>
#include <QUrl>

#include <QCoro/QCoroTask>

#include <chrono>
#include <memory>
#include <stop_token>

namespace vouch {

class Configuration;
class Keychain;
class Session;

namespace identity {
class Server;
}

/// The Vouch server in the settings. When the setting changes, the session ends and a new Server
/// takes over; tasks still using the old one keep it alive until they finish. GUI thread.
class CurrentServer : public QObject {
    Q_OBJECT
public:
    CurrentServer(Configuration &configuration, Session &session, Keychain &keychain, Clock &clock);
    ~CurrentServer() override;

    /// Throws Error: NotSetUp if no server is set, or why its CA bundle can't be read.
    std::shared_ptr<identity::Server> server();
    /// Drops everything from memory that could act for this computer: connections, and the client
    /// key if the keychain has it too. Requests under way keep theirs until they finish.
    void release();
    /// The display name; empty if no server is set.
    QString name() const;
    /// How far the server's clock is ahead of ours; zero if unknown.
    std::chrono::seconds clockOffset() const;
    /// Checks that there is a Vouch server at `url`, whatever the settings say. `caBundle` is a
    /// file, or empty. Changes nothing. Throws Error if there is no Vouch server.
    QCoro::Task<> reach(QUrl url, QString caBundle, std::stop_token stop);
    /// Ends this computer's registration with this server and `earlier` ones, and removes their
    /// keychain entries. Continues past failures, then throws the last Error.
    QCoro::Task<> forget(QList<QUrl> earlier, std::stop_token stop);

Q_SIGNALS:
    /// The settings no longer name the server that was in use.
    void changed();
    /// The settings name another server, or none, whether or not the last one was in use.
    void nameChanged();
    /// A server is about to be contacted, so the keychain may get entries for it.
    void used(const QUrl &server);

private:
    struct Connected;
    std::shared_ptr<Connected> connectedTo(const QUrl &url) const;

    Configuration &configuration_;
    Keychain &keychain_;
    Clock &clock_;
    std::shared_ptr<Connected> connected_;
    QUrl named_; ///< as last announced
};

} // namespace vouch
