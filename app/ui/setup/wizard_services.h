// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QString>

namespace vouch {
class Activity;
class HealthChecks;
class Configuration;
class Enrollment;
class SavedState;
class RoleTest;
class CurrentServer;
class Session;
class SignIn;
} // namespace vouch

namespace vouch::ui {

class Autostart;

/// What the set-up reads and commands. All of it outlives the wizard.
struct WizardServices {
    Configuration &configuration;
    CurrentServer &servers;
    Session &session;
    SignIn &signIn;
    Enrollment &enrollment;
    RoleTest &roles;
    HealthChecks &checks;
    Activity &activity;
    SavedState &savedState;
    Autostart &autostart;
};

/// Signs the person in unless somebody is signed in by a key, in the window that every sign-in has.
/// Stopping leaves the sign-in.
QCoro::Task<> signedIn(SignIn &signIn, const Session &session, QString role, std::stop_token stop);

} // namespace vouch::ui
