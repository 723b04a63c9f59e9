// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "ui/text/window_text.h"

#include <QString>

#include <functional>

namespace vouch {
class Activity;
class Configuration;
class CurrentServer;
class Enrollment;
class HealthChecks;
class Profiles;
class RoleTest;
class SavedState;
class Session;
class SignIn;
struct RepositoryAddress;
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
    Profiles &profiles;
    /// Opens the window of a place; may be empty.
    std::function<void(Advice::Place)> open{};
    /// Signs out of the server and of all AWS profiles; may be empty.
    std::function<void()> signOut{};
    /// Whether the tray shows Vouch's icon; may be empty.
    std::function<bool()> hasTray{};
};

/// Signs the user in with the sign-in window, unless already signed in with a key. Stopping
/// abandons the wait.
QCoro::Task<> signedIn(SignIn &signIn, const Session &session, QString role, std::stop_token stop);

/// Whether this repository can't be reached without signing in first. With an AWS profile it can.
bool needsSignIn(const WizardServices &services, const RepositoryAddress &repository);

} // namespace vouch::ui
