// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"

#include <QObject>

#include <functional>
#include <memory>

namespace vouch {

class Enrollment;
class Profiles;
class Session;
class SignIn;

/// Quits an application without a display, which nobody would otherwise quit: when nobody is signed
/// in, no AWS profile's credentials are in memory, and nothing was used for ten minutes.
/// GUI thread.
class IdleEnd : public QObject {
    Q_OBJECT
public:
    /// All arguments must outlive this object. `quit` quits the application.
    IdleEnd(Session &session, SignIn &signIn, Enrollment &enrollment, Profiles &profiles,
            Clock &clock, std::function<void()> quit);

private:
    void wait();
    void quitIfIdle();

    Session &session_;
    SignIn &signIn_;
    Enrollment &enrollment_;
    Profiles &profiles_;
    Clock &clock_;
    std::function<void()> quit_;
    std::unique_ptr<Alarm> alarm_;
};

} // namespace vouch
