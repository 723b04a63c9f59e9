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

/// The Vouch server that the settings name. When they name another one, the session ends and a new
/// Server begins; stories that still run keep the old one alive until they end. GUI thread.
class CurrentServer : public QObject {
    Q_OBJECT
public:
    CurrentServer(Configuration &configuration, Session &session, Keychain &keychain, Clock &clock);
    ~CurrentServer() override;

    /// Throws Error::Kind::NotSetUp when the settings name none, or when its certificates' file
    /// cannot be read.
    std::shared_ptr<identity::Server> server();
    /// Nothing of it stays in memory that could speak for this computer: no connection, and no
    /// client key that the keychain has too. What is under way keeps its own until it ends.
    void release();
    /// Its name for a person; empty when the settings name none.
    QString name() const;
    /// By how much its clock is ahead of ours; zero where it was not asked yet, or agrees.
    std::chrono::seconds clockOffset() const;
    /// Whether there is a Vouch server at `url`, which the settings need not name; `caBundle` as
    /// they would have it, empty for none. Changes nothing. Throws Error where there is none.
    QCoro::Task<> reach(QUrl url, QString caBundle, std::stop_token stop);
    /// Ends this computer's registrations, at this server and at `earlier` ones, and removes what
    /// the keychain holds for them: at all of them, whatever goes wrong with one. Throws the last
    /// Error.
    QCoro::Task<> forget(QList<QUrl> earlier, std::stop_token stop);

Q_SIGNALS:
    void changed();
    /// A server is about to be talked to, so the keychain may hold something for it from now on.
    void used(const QUrl &server);

private:
    struct Connected;
    std::shared_ptr<Connected> connectedTo(const QUrl &url) const;

    Configuration &configuration_;
    Keychain &keychain_;
    Clock &clock_;
    std::shared_ptr<Connected> connected_;
};

} // namespace vouch
