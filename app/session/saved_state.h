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

/// State carried over to the next start, in `state.ini`. Losing it does no harm. Contains no
/// secrets and no settings. GUI thread.
class SavedState {
public:
    /// `$XDG_STATE_HOME/vouch/state.ini`.
    static QString standardPath();

    explicit SavedState(QString path = standardPath()) : path_(std::move(path)) {}

    /// The last session: who was signed in, when it ended or will end, and its full length.
    struct Session {
        QString email;
        Time end{};
        std::chrono::seconds length{};

        bool operator==(const Session &) const = default;
    };
    std::optional<Session> session() const;
    void setSession(const Session &session);
    /// The servers that the keychain may have entries for.
    QList<QUrl> servers() const;
    void addServer(const QUrl &server);

    /// An unfinished setup: the page it was left at, and what had been entered.
    struct Wizard {
        QString page;
        QMap<QString, QString> input;

        bool operator==(const Wizard &) const = default;
    };
    std::optional<Wizard> wizard() const;
    void setWizard(const Wizard &wizard);
    /// Setup is complete.
    void forgetWizard();

    /// Deletes the file.
    void clear();

private:
    void write(const std::function<void(QSettings &)> &change) const;

    QString path_;
};

} // namespace vouch
