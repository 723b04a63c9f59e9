// SPDX-License-Identifier: Apache-2.0
// A settings file, and the services behind the settings window.
#pragma once

#include "aws/sts.h"
#include "end_of_tasks.h"
#include "http/http.h"
#include "identity/server.h"
#include "keychain/keychain.h"
#include "platform/lock_watch.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/current_server.h"
#include "session/device_report.h"
#include "session/doctor/role_test.h"
#include "session/profiles/profile_import.h"
#include "session/session.h"
#include "ui/settings/autostart.h"
#include "ui/settings/settings_window.h"
#include "world.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

inline const QByteArray sampleFile = "# mine\n"
                                     "[server]\n"
                                     "\turl = https://us.vouch.sh\n"
                                     "[role \"Developer\"]\n"
                                     "\tarn = arn:aws:iam::123456789012:role/Developer\n"
                                     "\tregion = us-east-1\n"
                                     "[role \"Release\"]\n"
                                     "\tarn = arn:aws:iam::210987654321:role/Release\n"
                                     "\tregion = eu-central-1\n"
                                     "[role \"Audit\"]\n"
                                     "\tarn = arn:aws:iam::345678901234:role/Audit\n"
                                     "\tregion = us-east-1\n"
                                     "[use]\n"
                                     "\trole = Developer\n"
                                     "\trule = release-* Release\n"
                                     "\trule = infra-live Release\n"
                                     "\trule = acme-* Audit\n";

inline const QByteArray sampleReport =
    R"([{"access_control_enforcing":true,"access_control_technology":"apparmor","arch":"x86_64",)"
    R"("auto_update_enabled":true,"auto_update_technology":"unattended-upgrades",)"
    R"("cli_version":"0.1.0","collected_at":"2026-11-22T09:15:00Z",)"
    R"("disk_encryption_enabled":true,"disk_encryption_technology":"luks","elevated":false,)"
    R"("firewall_enabled":true,"firewall_technology":"ufw","os":"linux",)"
    R"("os_build":"6.1.0-18-amd64","os_distribution":"debian","os_version":"12",)"
    R"("posture_version":1,"screen_lock_enabled":true,"screen_lock_idle_timeout_secs":300,)"
    R"("secure_boot_enabled":true,"tpm_present":true,"tpm_version":"2.0",)"
    R"("type":"device_posture","uptime_secs":15120}])";

/// The AWS profiles a rule can name.
inline QCoro::Task<QStringList> sampleProfiles() {
    QStringList names{u"acme-dev"_s, u"acme-prod"_s};
    co_return names;
}

/// What "Check everything" finds.
inline ui::CheckDialog::Checks sampleChecks() {
    using Report = ui::CheckDialog::Checks::Report;
    using State = CheckResult::State;
    const auto application = [](Report report, std::stop_token) -> QCoro::Task<> {
        report({u"settings"_s, State::Ok, u"The server is us.vouch.sh; 3 role(s) known."_s, {}});
        report({u"key"_s, State::Warning, u"YubiKey 5C NFC has only 2 PIN attempt(s) left."_s,
                u"Enter the correct PIN once: vouch login"_s});
        report({u"server"_s, State::Problem, u"us.vouch.sh can't be reached."_s,
                u"Check your network connection."_s});
        co_return;
    };
    const QList<CheckResult> git{{u"git"_s, State::Problem,
                                  u"Git doesn't ask Vouch about CodeCommit."_s,
                                  u"vouch setup codecommit"_s}};
    return {application, [git] { return QtFuture::makeReadyFuture(QList<CheckResult>(git)); }};
}

/// The settings window and everything behind it.
struct SettingsParts {
    explicit SettingsParts(const QString &folder)
        : configuration(
              SettingsFile(folder + u"/vouch/settings"_s,
                           {folder + u"/vouch/organization"_s, QFileInfo(folder).ownerId()})),
          servers(configuration, session, keychain, clock), roles(servers, session, sts, clock),
          activity(folder + u"/activity.jsonl"_s),
          report(configuration, [] { return QtFuture::makeReadyFuture(sampleReport); }) {}

    test::EndOfTasks endOfTasks;
    SystemClock clock;
    Keychain keychain;
    Configuration configuration;
    Session session{clock};
    CurrentServer servers;
    http::Client http;
    aws::Sts sts{http, clock};
    RoleTest roles;
    Activity activity;
    DeviceReport report;
    platform::LockWatch lockWatch;
    ui::Autostart autostart{configuration};
    fido::Authenticator authenticator{std::make_unique<test::NoKeys>()};
    SignIn signIn{servers, authenticator, report, session, clock};
    Questions questions;
    PromptSnooze snooze{clock};
    Prompts prompts{signIn, questions, session, snooze, clock};
    Profiles profiles{keychain, sts, questions, prompts, clock};
    ProfileImport profileImport{profiles};
    ui::SettingsWindow window{{configuration, session, roles, activity, report, lockWatch,
                               autostart, [](std::stop_token) { return sampleProfiles(); },
                               sampleChecks(), profiles, profileImport, clock}};
};

inline ActivityEntry sampleUse(const QString &repository, bool allowed,
                               const QString &reason = {}) {
    ActivityEntry use;
    use.at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    use.who = {Requester::Purpose::Git,
               u"git"_s,
               48210,
               QDir::homePath() + u"/work/"_s + repository,
               repository,
               u"us-east-1"_s,
               u"Developer"_s};
    use.allowed = allowed;
    use.reason = reason;
    return use;
}

/// As in the mockups, latest last.
inline QList<ActivityEntry> sampleUses() {
    return {
        sampleUse(u"release-notes"_s, true),
        sampleUse(
            u"infra-live"_s, false,
            QCoreApplication::translate("vouch::Refusals", "%1 can't read it").arg(u"Developer"_s)),
        sampleUse(u"web-frontend"_s, true), sampleUse(u"payments-api"_s, true)};
}

} // namespace vouch
