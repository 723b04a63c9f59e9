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

/// What keeps the person from signing in, in words for them.
struct Problem {
    QString title, text;
    Error cause;
};

/// The state of Vouch: what the tray icon and the panel show alike, put together from the session's
/// classes. If several states are true, the first of these counts: waiting, problem, the session's
/// own. GUI thread.
class Status : public QObject {
    Q_OBJECT
public:
    explicit Status(const Services &services);
    ~Status() override;

    State state() const;
    TrayPicture picture() const;
    /// Until the session's end; zero when nobody is signed in.
    std::chrono::seconds left() const;

    /// A request that waits for the person, and since when.
    struct Waiting {
        Requester who;
        Time since{};
    };
    const QList<Waiting> &waiting() const noexcept { return waiting_; }
    /// How many of them are programs that want git, and how many want AWS credentials themselves.
    int waitingForGit() const;
    int waitingForCredentials() const;
    /// A question stands before the person, and nobody signs in.
    bool isQuestionAlone() const;

    const std::optional<Problem> &problem() const noexcept { return problem_; }

Q_SIGNALS:
    /// Something of it changed, or else of what the panel shows; not the mere passing of time.
    void changed();
    /// A sign-in failed, and not by the person's will: `problem` says why.
    void problemArose();
    /// The network is there again, after a problem with it.
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
