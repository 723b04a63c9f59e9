// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QSettings;

namespace vouch {

/// What is nice to know again at the next start, and no loss when it is gone: `state.ini`. No
/// secret, no setting. GUI thread.
class SavedState {
public:
    /// `$XDG_STATE_HOME/vouch/state.ini`.
    static QString standardPath();

    explicit SavedState(QString path = standardPath()) : path_(std::move(path)) {}

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

    /// A set-up that was left: at which page, and what was typed until then.
    struct Wizard {
        QString page;
        QMap<QString, QString> input;

        bool operator==(const Wizard &) const = default;
    };
    std::optional<Wizard> wizard() const;
    void setWizard(const Wizard &wizard);
    /// It was gone through.
    void forgetWizard();

    /// Forgets all of it.
    void clear();

private:
    void write(const std::function<void(QSettings &)> &change) const;

    QString path_;
};

} // namespace vouch
