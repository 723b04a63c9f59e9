// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QList>
#include <QString>
#include <QUrl>
#include <QVariant>

#include <chrono>
#include <optional>
#include <utility>

namespace vouch {

/// What is nice to know again at the next start, and no loss when it is gone: `state.ini`. No
/// secret, no setting. GUI thread.
class Remembered {
public:
    /// `$XDG_STATE_HOME/vouch/state.ini`.
    static QString standardPath();

    explicit Remembered(QString path = standardPath()) : path_(std::move(path)) {}

    /// The last session: who, when it ended or will end, and how long it was given.
    struct Session {
        QString email;
        Time end{};
        std::chrono::seconds length{};

        bool operator==(const Session &) const = default;
    };
    std::optional<Session> session() const;
    void setSession(const Session &session);
    /// The servers that the keychain may hold something for.
    QList<QUrl> servers() const;
    void addServer(const QUrl &server);
    /// Forgets all of it.
    void clear();

private:
    void write(const QList<std::pair<QString, QVariant>> &values);

    QString path_;
};

} // namespace vouch
