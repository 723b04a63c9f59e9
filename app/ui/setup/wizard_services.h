// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QString>

namespace vouch {
class Activity;
class Configuration;
class CurrentServer;
class Enrollment;
class HealthChecks;
class RoleTest;
class SavedState;
class Session;
class SignIn;
} // namespace vouch

namespace vouch::ui {

/// The services the wizard uses. All of them outlive it.
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
};

/// Signs the user in with the sign-in window, unless already signed in with a key. Stopping
/// abandons the wait.
QCoro::Task<> signedIn(SignIn &signIn, const Session &session, QString role, std::stop_token stop);

} // namespace vouch::ui
