// SPDX-License-Identifier: Apache-2.0
#include "cli/next_step.h"

#include "core/error.h"
#include "gitconfig/codecommit_setup.h"
#include "gitconfig/credential_sections.h"
#include "settings/settings_file.h"

#include <QCoreApplication>

namespace vouch::cli {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

bool serverIsKnown() {
    try {
        return !SettingsFile().read().server.isEmpty();
    } catch (const Error &) {
        return true; // the command that is named then says what is wrong with the settings
    }
}

} // namespace

bool gitIsSetUp() {
    const CodeCommitOptions options{
        codecommitlines::helperFor(QCoreApplication::applicationDirPath()), {}, {}, {}};
    try {
        return planCodeCommit(options).isEmpty();
    } catch (const Error &) {
        return false; // `vouch setup` reports what is wrong with git's configuration
    }
}

QStringList setUpSteps() {
    return {Strings::tr("Set up a Vouch server: vouch enroll --server https://SERVER"),
            Strings::tr("Or store an IAM user's access keys: vouch aws add PROFILE")};
}

QStringList nextSteps(const StatusAnswer &answer) {
    const auto state = answer ? answer->value("state") : std::string_view("signed_out");
    QStringList steps;
    if (state == "not_set_up" || (!answer && !serverIsKnown())) {
        steps = setUpSteps();
    } else if (state == "signed_out" && !answer) {
        steps.append(Strings::tr("Sign in: vouch login"));
    }
    if (!gitIsSetUp())
        steps.append(Strings::tr("Set up git: vouch setup codecommit"));
    return steps;
}

} // namespace vouch::cli
