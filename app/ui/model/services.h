// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {
class Activity;
class Clock;
class Configuration;
class ConsoleSignIn;
class CredentialProvider;
class InsertedKeys;
class Enrollment;
class InstalledUpdate;
class KeyAddition;
class Keys;
class Notices;
class Profiles;
class Questions;
class PromptSnooze;
class SavedState;
class CurrentServer;
class Session;
class SignIn;
class SignOut;
} // namespace vouch

namespace vouch::ui {

/// The parts that the user interface reads and commands. All of them outlive it.
struct Services {
    Configuration &configuration;
    CurrentServer &servers;
    Session &session;
    SignIn &signIn;
    Enrollment &enrollment;
    Clock &clock;
    Activity &activity;
    PromptSnooze &snooze;
    Notices &notices;
    SavedState &savedState;
    Keys &keys;
    KeyAddition &keyAddition;
    InsertedKeys &insertedKeys;
    Questions &questions;
    Profiles &profiles;
    CredentialProvider &credentials;
    SignOut &signOut;
    ConsoleSignIn &console;
    const InstalledUpdate &update;
};

} // namespace vouch::ui
