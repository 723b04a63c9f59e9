// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/story.h"

#include <QString>

namespace vouch {
class Activity;
class Checks;
class Configuration;
class Enrolment;
class Remembered;
class Roles;
class ServerInUse;
class Session;
class SignIn;
} // namespace vouch

namespace vouch::ui {

class Autostart;

/// What the set-up reads and commands. All of it outlives the wizard.
struct WizardServices {
    Configuration &configuration;
    ServerInUse &servers;
    Session &session;
    SignIn &signIn;
    Enrolment &enrolment;
    Roles &roles;
    Checks &checks;
    Activity &activity;
    Remembered &remembered;
    Autostart &autostart;
};

/// Signs the person in unless somebody is signed in by a key, in the window that every sign-in has.
/// Stopping leaves the sign-in.
QCoro::Task<> signedIn(SignIn &signIn, const Session &session, QString role, std::stop_token stop);

} // namespace vouch::ui
