// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "session/requester.h"
#include "ui/model/services.h"
#include "ui/widgets/tray_picture.h"

#include <QList>
#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace vouch::ui {

/// Why the user can't sign in, as text for the user.
struct Problem {
    QString title, text;
    Error cause;
};

/// The overall state of Vouch that both the tray icon and the panel show, derived from the
/// session's classes. If several states apply, waiting wins over a session, and a session over a
/// problem. Without a server, nothing is a problem. GUI thread.
class Status : public QObject {
    Q_OBJECT
public:
    explicit Status(const Services &services);
    ~Status() override;

    State state() const;
    /// Whether the settings name a server.
    bool hasServer() const;
    TrayPicture picture() const;
    /// Time until the session ends; zero if nobody is signed in.
    std::chrono::seconds left() const;

    /// A request that waits for the user, and since when.
    struct Waiting {
        Requester who;
        Time since{};
    };
    const QList<Waiting> &waiting() const noexcept { return waiting_; }
    /// How many of them are programs that want to use git, and how many want AWS credentials.
    int waitingForGit() const;
    int waitingForCredentials() const;
    /// Whether a question is open and no sign-in is under way.
    bool isQuestionAlone() const;

    const std::optional<Problem> &problem() const noexcept { return problem_; }

Q_SIGNALS:
    /// The state or anything else that the panel shows changed, other than by time passing.
    void changed();
    /// A sign-in failed, and the user didn't cancel it; see problem().
    void problemArose();
    /// The network is back after a network problem.
    void networkCameBack();

private:
    void takeRequesters();
    int waitingFor(Requester::Purpose purpose) const;
    void takeFailure(const Error &error);
    void forgetProblem();
    void watchNetwork();
    void arm();

    Services services_;
    QList<Waiting> waiting_;
    std::optional<Problem> problem_;
    std::unique_ptr<Alarm> nextPicture_, clockSet_;
};

} // namespace vouch::ui
