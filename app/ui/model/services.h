// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {
class Activity;
class Clock;
class Configuration;
class CredentialProvider;
class InsertedKeys;
class Enrolment;
class KeyAddition;
class Keys;
class Notices;
class Profiles;
class Questions;
class Quiet;
class Remembered;
class ServerInUse;
class Session;
class SignIn;
class SignOut;
} // namespace vouch

namespace vouch::ui {

/// What the user interface reads and commands. All of it outlives the user interface.
struct Services {
    Configuration &configuration;
    ServerInUse &servers;
    Session &session;
    SignIn &signIn;
    Enrolment &enrolment;
    Clock &clock;
    Activity &activity;
    Quiet &quiet;
    Notices &notices;
    Remembered &remembered;
    Keys &keys;
    KeyAddition &keyAddition;
    InsertedKeys &insertedKeys;
    Questions &questions;
    Profiles &profiles;
    CredentialProvider &credentials;
    SignOut &signOut;
};

} // namespace vouch::ui
