// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"
#include "git_home.h"
#include "ui/setup/diagnosis_window.h"
#include "ui/setup/git_page.h"
#include "ui/setup/key_page.h"
#include "ui/setup/profiles_page.h"
#include "ui/setup/role_page.h"
#include "ui/setup/team_dialog.h"
#include "ui/setup/try_page.h"
#include "ui/text/account_text.h"
#include "ui/widgets/field_note.h"
#include "wizard_samples.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A home folder with three items to clean up; the user's home while it exists.
class UntidyHome : public GitHome {
public:
    UntidyHome() {
        write(config(), test::sampleGitConfig + "[credential]\n\thelper = libsecret\n");
        helper(u"libsecret"_s, "grep -q git-codecommit.us-east-1.amazonaws.com && test $1 = get && "
                               "echo password=kept\n");
        const QString repository = path(u"work/payments-api"_s);
        git({u"init"_s, u"--quiet"_s, repository});
        git({u"config"_s, u"credential.helper"_s, u"store"_s}, {}, repository);
    }

    GitSetup look() const {
        GitSetup look = inspectGit({u"us-east-1"_s}, {path(u"work/payments-api"_s)});
        QList<Finding> ticked = look.findings;
        ticked.removeIf([](const Finding &finding) { return !finding.suggested; });
        look.options.helper = u"vouch"_s; // as in an installation
        look.plan = planFor(look.options, ticked);
        return look;
    }
};

/// A string of one of Vouch's classes, in the screenshot's language.
QString said(const char *part, const char *text, int count = -1) {
    return QCoreApplication::translate(part, text, nullptr, count);
}

QList<Reason> refusedReasons() {
    RepositoryFacts facts;
    facts.repository = addressIn(u"us-east-1"_s, u"infra-live"_s);
    facts.role = {u"Developer"_s, u"arn:aws:iam::123456789012:role/Developer"_s, {}};
    facts.fetch.status = facts.push.status = 403;
    return reasonsIn(diagnose(facts));
}

QList<ProfileEntry> foundProfiles() {
    ProfileEntry dev, build, old;
    dev.name = u"default"_s;
    dev.kind = ProfileEntry::Kind::KeysInFile;
    dev.region = u"us-east-1"_s;
    dev.mfaSerial = u"arn:aws:iam::123456789012:mfa/nora"_s;
    build.name = u"build"_s;
    build.kind = ProfileEntry::Kind::Role;
    build.account = u"123456789012"_s;
    build.region = u"eu-west-1"_s;
    old.name = u"old-project"_s;
    old.problem = said("vouch::aws", "The AWS profile %1 has no keys.").arg(old.name);
    return {dev, build, old};
}

template <typename Page>
Page &page(const Wizard &wizard) {
    return *qobject_cast<Page *>(wizard.wizardPage());
}

/// A team's settings before they are taken, and those that are refused.
void drawTeamFile(Gallery &gallery, Configuration &configuration, Room room) {
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"payments.vouch"_s);
    TeamDialog dialog(configuration, {}, nullptr);
    dialog.show();
    const auto draw = [&](const QByteArray &text, const QString &name, const auto &isShown) {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return gallery.blame(name, {u"cannot be written"_s});
        file.close();
        dialog.showSource(path);
        const QDeadlineTimer patience(60'000);
        while (!isShown() && !patience.hasExpired())
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
        if (!isShown())
            return gallery.blame(name, {u"does not come"_s});
        gallery.take(dialog, name, room);
    };
    const QByteArray settings =
        "[server]\n\turl = https://xn--bcher-kva.example\n[lock]\n\tscreen = true\n"
        "[role \"Auditor\"]\n\tarn = arn:aws:iam::123456789012:role/Auditor\n"
        "\tregion = us-east-1\n[use]\n\trule = audit-* Auditor\n";
    const auto *table = dialog.findChild<QTableWidget *>();
    draw(settings, u"team-file"_s, [table] { return table->rowCount() > 0; });
    const auto *note = dialog.findChild<FieldNote *>();
    draw(settings + "[aws]\n\tprograms = allow\n", u"team-file-refused"_s,
         [note] { return note->isRefusal(); });
}

} // namespace

void drawWizard(Gallery &gallery) {
    const UntidyHome home;
    const Room room = gallery.isLarge() ? Room::Scarce : Room::Enough;
    test::WizardWorld world;
    WizardServices services = world.wizardServices();
    services.hasTray = [] { return true; };
    Wizard wizard(services);
    wizard.goTo(u"welcome"_s);
    wizard.show();
    if (room == Room::Enough && !gallery.isOnSmallScreen())
        wizard.resize(760, 700); // its size on a large enough screen
    const auto take = [&](const QString &name) { gallery.take(wizard, u"wizard-"_s + name, room); };
    take(u"welcome"_s);
    wizard.goTo(u"ways"_s);
    take(u"ways"_s);
    wizard.goTo(u"server"_s);
    take(u"server"_s);
    drawTeamFile(gallery, world.configuration, room);
    wizard.goTo(u"key"_s);
    const QString ready =
        said("vouch::HealthChecks", "%1 is plugged in and has a PIN, with %n attempt(s) left.", 8);
    page<KeyPage>(wizard).show(
        {{u"key"_s,
          CheckResult::State::Ok,
          ready.arg(u"YubiKey 5C NFC"_s) + u' ' +
              said("vouch::HealthChecks", "You'll see whether it's registered when you sign in."),
          {}}});
    take(u"key"_s);

    wizard.goTo(u"role"_s);
    auto &role = page<RolePage>(wizard);
    role.setInput(
        {{u"arn"_s, u"arn:aws:iam::123456789012:role/Developer"_s}, {u"region"_s, u"us-east-1"_s}});
    take(u"role"_s);
    role.show({false, {}, RoleTestResult::Wall::TrustPolicy});
    take(u"role-refused"_s);
    role.show({false, {}, RoleTestResult::Wall::Provider});
    take(u"role-server-unknown"_s);
    role.show({true,
               said("vouch::RoleTest", "This role works. You are %1 in account %2.")
                   .arg(u"Developer"_s, groupedAccount(u"123456789012"_s)),
               {}});
    take(u"role-works"_s);

    wizard.goTo(u"profiles"_s);
    auto &profiles = page<ProfilesPage>(wizard);
    profiles.cleanUp();
    profiles.show({});
    take(u"profiles-none"_s);
    profiles.show(foundProfiles());
    take(u"profiles"_s);

    wizard.goTo(u"git"_s);
    auto &git = page<GitPage>(wizard);
    git.cleanUp(); // stop its own check; show ours instead
    git.show(home.look());
    take(u"git"_s);

    wizard.goTo(u"try"_s);
    const QList<Reason> reasons = refusedReasons();
    take(u"try"_s);
    auto &tried = page<TryPage>(wizard);
    tried.setInput({{u"url"_s, u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/"
                               "infra-live"_s}});
    tried.show({false, 0, u"The requested URL returned error: 403"_s, reasons});
    take(u"try-refused"_s);
    tried.show({true, 4, {}, {}});
    take(u"try-works"_s);
    wizard.goTo(u"start"_s);
    take(u"start"_s);

    DiagnosisWindow why(world.wizardServices());
    why.open();
    why.show(reasons);
    gallery.take(why, u"why"_s, room);
}
