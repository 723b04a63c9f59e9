// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/sts.h"
#include "core/clock.h"
#include "endpoint/commands.h"
#include "endpoint/endpoint.h"
#include "fido/authenticator.h"
#include "http/http.h"
#include "keychain/keychain.h"
#include "platform/lock_watch.h"
#include "posture/collector.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/console_sign_in.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/git_credentials.h"
#include "session/credentials/program_credentials.h"
#include "session/credentials/route_resolver.h"
#include "session/current_server.h"
#include "session/device_report.h"
#include "session/doctor/health_checks.h"
#include "session/doctor/role_test.h"
#include "session/ending/idle_end.h"
#include "session/ending/locking.h"
#include "session/ending/sign_out.h"
#include "session/installed_update.h"
#include "session/keys/enrollment.h"
#include "session/keys/inserted_keys.h"
#include "session/keys/key_addition.h"
#include "session/keys/keys.h"
#include "session/keys/sign_in.h"
#include "session/notices.h"
#include "session/profiles/profile_import.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompt_snooze.h"
#include "session/prompting/prompts.h"
#include "session/prompting/questions.h"
#include "session/saved_state.h"
#include "session/session.h"
#include "ui/desktop/desktop.h"
#include "ui/settings/autostart.h"
#include "ui/settings/settings_window.h"
#include "ui/setup/diagnosis_window.h"
#include "ui/setup/wizard.h"

#include <memory>
#include <optional>

namespace vouch {

/// The parts of the application, each after the parts that it uses. connections.h, windows.h and
/// quit.h have the functions that make them work together. GUI thread.
struct Parts {
    Parts(std::unique_ptr<fido::Transport> keyTransport, const wire::RuntimePaths &paths);

    SystemClock clock;
    Keychain keychain;
    Configuration configuration;
    SavedState savedState;
    Session session{clock, savedState.session().value_or(SavedState::Session()).email};
    Notices notices{session, clock};
    Activity activity;
    PromptSnooze snooze{clock};
    CurrentServer servers{configuration, session, keychain, clock};
    fido::Authenticator authenticator;
    posture::Collector collector{clock};
    DeviceReport report{configuration, [this] { return collector.collect(); }};
    InsertedKeys insertedKeys{authenticator};
    SignIn signIn{servers, authenticator, report, session, clock};
    KeyAddition keyAddition{servers, authenticator, session, clock};
    Keys keys{servers, session, signIn, keyAddition};
    Enrollment enrollment{servers, authenticator, keys, session, clock};
    http::Client awsHttp;
    QString awsAuthorities; ///< the file of certificate authorities in awsHttp; may be empty
    aws::Sts sts{awsHttp, clock};
    RoleTest roleTest{servers, session, sts, clock};
    platform::LockWatch lockWatch;
    ui::Autostart autostart{configuration};
    Questions questions;
    Prompts prompts{signIn, questions, session, snooze, clock};
    Profiles profiles{keychain, sts, questions, prompts, clock};
    RouteResolver routes{configuration, servers, profiles, questions, prompts};
    CredentialProvider credentials{servers, session, profiles, prompts, sts, clock};
    GitCredentials gitCredentials{routes,  credentials, session, sts,
                                  awsHttp, activity,    snooze,  clock};
    ProgramCredentials programs{configuration, session,  routes, credentials, questions,
                                prompts,       activity, snooze, clock};
    ProfileImport profileImport{profiles};
    ConsoleSignIn console{programs, sts, awsHttp, activity, clock};
    SignOut signOut{{session, signIn, servers, credentials, profiles, programs, console}};
    Locking locking{configuration, session, signOut, authenticator};
    HealthChecks checks;
    InstalledUpdate update;
    endpoint::Services services;
    endpoint::Endpoint endpoint;

    std::optional<ui::Desktop> desktop;               ///< set if there is a display
    std::optional<ui::SettingsWindow> settingsWindow; ///< these three are set once opened
    std::optional<ui::Wizard> wizard;
    std::optional<ui::DiagnosisWindow> diagnosisWindow;
    bool restarts = false;          ///< when it has quit
    std::optional<IdleEnd> idleEnd; ///< set if there is no display
};

} // namespace vouch
