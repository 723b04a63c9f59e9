// SPDX-License-Identifier: Apache-2.0
// The services behind the setup wizard's pages, and what the pages show in the screenshots.
#pragma once

#include "session/doctor/health_checks.h"
#include "session/doctor/role_test.h"
#include "ui/setup/git_setup.h"
#include "ui/setup/wizard.h"
#include "ui_world.h"

namespace vouch::test {

using namespace Qt::Literals::StringLiterals;

struct WizardWorld : UiWorld {
    explicit WizardWorld(bool setUp = true) : UiWorld(setUp) {}

    ui::WizardServices wizardServices() {
        return {configuration, servers, session,  signIns,    enrollment,
                roles,         checks,  activity, savedState, profiles};
    }

    RoleTest roles{servers, session, sts, clock};
    HealthChecks checks{{clock, configuration, servers, session, signIns, authenticator, sts,
                         awsHttp, routes, credentials, profiles},
                        [] { return HealthChecks::Desktop(); }};
};

inline const QByteArray sampleGitConfig =
    "[user]\n\tname = Nora Winter\n\temail = nora.winter@example.com\n"
    "[core]\n\teditor = vim\n[pull]\n\trebase = true\n[init]\n\tdefaultBranch = main\n"
    "# what AWS's page says\n"
    "[credential \"https://git-codecommit.us-east-1.amazonaws.com\"]\n"
    "\thelper = !aws codecommit credential-helper $@\n\tUseHttpPath = true\n";

/// What the git page shows when there are three items to clean up.
inline ui::GitSetup sampleGit(const QString &config) {
    ui::GitSetup look;
    look.file = u"~/.gitconfig"_s;
    look.options.helper = u"vouch"_s;
    Finding older;
    older.name = u"older-helper"_s;
    older.weight = Finding::Weight::Clutter;
    older.fact = u"An older AWS helper is still listed"_s;
    older.detail =
        u"~/.gitconfig, line 12. Vouch's configuration overrides it, so it has no effect."_s;
    older.fix = u"Remove these 3 lines"_s;
    older.repair = FileEdit{
        config,
        {{u"--remove-section"_s, u"credential.https://git-codecommit.us-east-1.amazonaws.com"_s}}};
    Finding own;
    own.name = u"repository-helper"_s;
    own.fact = u"The repository payments-api has its own helper"_s;
    own.detail = u"~/work/payments-api/.git/config, line 14. It would store passwords that soon "
                 "expire."_s;
    own.fix = u"Remove it from this repository"_s;
    own.repair = FileEdit{config + u".none"_s, {}};
    look.findings = {older, own,
                     findingOf({u"libsecret"_s, u"git-codecommit.us-east-1.amazonaws.com"_s})};
    look.plan = ui::planFor(look.options, {older});
    return look;
}

} // namespace vouch::test
