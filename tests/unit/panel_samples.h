// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/activity.h"
#include "session/requester.h"
#include "sign_in_samples.h"
#include "ui/model/panel_content.h"
#include "ui/text/account_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTime>

namespace vouch::ui {

/// The panel in each of its states, by the name of the state, in the current language.
inline QList<std::pair<QString, PanelContent>> panelSamples() {
    using namespace Qt::Literals::StringLiterals;
    using namespace std::chrono_literals;
    using Mark = TwoLineRow::Mark;
    const auto words = [](const char *source, const char *context = "vouch::ui::Panel",
                          const char *comment = nullptr) {
        return QCoreApplication::translate(context, source, comment);
    };
    const auto clock = [](int hour, int minute) {
        QString format = QLocale().timeFormat(QLocale::ShortFormat); // as dayTime()
        return QLocale().toString(QTime(hour, minute), format.remove(u":ss"_s));
    };
    const auto row = [](Mark mark, const QString &first, const QString &second,
                        const QString &right) {
        return TwoLineRow{mark, 0, first, second, right, first, {}};
    };
    const auto git = [](const QString &program, int pid, const QString &repository) {
        return Requester{Requester::Purpose::Git, program,       pid, {}, repository,
                         u"us-east-1"_s,          u"Developer"_s};
    };
    const QString refused =
        words("Refused: %1").arg(words("%1 can't read it", "vouch::Refusals").arg(u"Developer"_s));
    const QList<TwoLineRow> used{
        row(Mark::Allowed, u"payments-api"_s, u"git (48210) · Developer"_s, clock(10, 22)),
        row(Mark::Allowed, u"web-frontend"_s, u"IntelliJ IDEA (3127) · Developer"_s, clock(10, 4)),
        row(Mark::Refused, u"infra-live"_s, refused, clock(9, 51)),
        row(Mark::Allowed, u"payments-api"_s, u"git (44018) · Developer"_s, clock(9, 33))};
    const auto left = [&](std::chrono::minutes time, int hour, int minute) {
        return words("%1 left, until %2").arg(minutesText(time), clock(hour, minute));
    };
    const QString none = words("none", "vouch::ui::Panel", "AWS credentials");
    const auto base = [&](State state, const QString &title, const QString &text,
                          const QString &credentials) {
        PanelContent content;
        content.state = state;
        content.isSignedIn =
            state == State::Active || state == State::Soon || state == State::Ending;
        content.isTime = content.isSignedIn;
        content.canSignOut = content.isSignedIn;
        content.picture = trayPicture(state, {}, {});
        content.account = u"nora.winter@example.com"_s;
        content.server = u"us.vouch.sh"_s;
        content.title = title;
        content.text = text;
        content.spokenTime = words("%1 left, until %2").arg(title, clock(15, 40));
        content.role = PanelContent::RolePart{
            u"Developer"_s,
            groupedAccount(u"123456789012"_s) + u" · us-east-1"_s,
            {{u"Developer"_s, u"Auditor"_s}, {u"acme-dev"_s, u"acme-prod"_s}, u"Developer"_s},
            words("AWS credentials"),
            credentials};
        content.hasRecentUse = true;
        content.recentUse = used;
        content.hasConsole = true;
        content.copies = {
            {words("&Account %1", "vouch::ui::CopyMenu").arg(groupedAccount(u"123456789012"_s)),
             u"123456789012"_s}};
        return content;
    };
    const QString ends = words("Session ends at %1").arg(clock(15, 40));
    PanelContent active = base(State::Active, timeText(5h + 12min),
                               words("Signed in until %1").arg(clock(15, 40)), left(47min, 11, 15));
    active.picture.parts = 21;
    PanelContent soon = base(State::Soon, timeText(24min + 18s), ends, left(24min, 15, 40));
    soon.picture.parts = 5;
    PanelContent ending = base(State::Ending, timeText(4min + 31s), ends, left(4min, 15, 40));
    PanelContent out = base(State::SignedOut, words("Signed out"),
                            words("Your session ended at %1.").arg(clock(15, 40)), none);
    for (PanelContent *content : {&soon, &ending, &out})
        content->recentUse.resize(3);
    out.recentUse.first() =
        row(Mark::Quiet, u"web-frontend"_s,
            words("You chose “Not now”, until %1").arg(clock(10, 52)), clock(10, 22));
    PanelContent waiting = base(State::Waiting, words("Waiting for you"), programsWantGit(2), none);
    waiting.hasRecentUse = false;
    waiting.recentUse.clear();
    waiting.waiting = {waitingRow(git(u"git"_s, 48210, u"payments-api"_s), 12s),
                       waitingRow(git(u"VS Code"_s, 3127, u"web-frontend"_s), 8s)};
    waiting.snoozed = {{{u"IntelliJ IDEA"_s, u"infra-live"_s, {}},
                        u"IntelliJ IDEA, infra-live"_s,
                        words("You chose “Not now”, until %1").arg(clock(10, 45))}};
    const char *status = "vouch::ui::Status";
    PanelContent problem =
        base(State::Problem, words("Can't reach %1", status).arg(u"us.vouch.sh"_s),
             words("The network is up, but the server isn't responding. If you use a VPN, connect "
                   "it.",
                   status),
             none);
    problem.recentUse.resize(2);
    PanelContent first;
    first.isFirstStart = true;
    first.account = words("Vouch");
    first.server = words("Not set up yet");
    first.title = words("Welcome to Vouch");
    first.text = words("Touch your security key once, and git works for 8 hours.");
    const auto step = [](int number, const QString &title, const QString &text) {
        return TwoLineRow{Mark::Number, number, title, text, {}, title, {}};
    };
    first.steps = {step(1, words("Your server"), words("The address your organization gave you")),
                   step(2, words("Your key"), words("Insert it, and choose a PIN if it has none")),
                   step(3, words("Your role and git"), words("Checked before anything changes"))};
    PanelContent profile = active;
    profile.role->name = profile.role->choices.current = u"acme-dev"_s;
    PanelContent question = waiting;
    question.isQuestion = true;
    question.title = words("Waiting for you", "vouch::ui::Panel", "a question");
    question.text = programsWantCredentials(1);
    Requester terraform = git(u"terraform"_s, 5120, {});
    terraform.purpose = Requester::Purpose::Program;
    terraform.region.clear();
    terraform.role = u"acme-dev"_s;
    question.waiting = {waitingRow(terraform, 8s)};
    question.snoozed.clear();
    PanelContent profilesOnly =
        base(State::NotSetUp, words("Ready"), words("Vouch asks when a profile needs a code."),
             left(47min, 11, 15));
    profilesOnly.isProfilesOnly = true;
    profilesOnly.account = words("Vouch");
    profilesOnly.server = words("AWS profiles");
    profilesOnly.role->name = profilesOnly.role->choices.current = u"acme-dev"_s;
    profilesOnly.role->choices.roles.clear();
    profilesOnly.recentUse.resize(2);
    profilesOnly.recentUse.first() = activityRow({sampleNow, terraform, true, {}}, sampleNow);
    PanelContent update = active;
    update.notes = {{words("An update is installed"),
                     words("Restart Vouch to use it. This ends your session."), true}};
    return {{u"signed-in"_s, active},  {u"under-30"_s, soon},
            {u"under-5"_s, ending},    {u"signed-out"_s, out},
            {u"waiting"_s, waiting},   {u"problem"_s, problem},
            {u"first-start"_s, first}, {u"profile"_s, profile},
            {u"question"_s, question}, {u"profiles-only"_s, profilesOnly},
            {u"update"_s, update}};
}

/// Names that are longer than the panel has room for.
inline PanelContent longPanelSample() {
    using namespace Qt::Literals::StringLiterals;
    PanelContent content = panelSamples().first().second;
    content.account = u"maximiliane.wolkenstein-trostburg@engineering.example.com"_s;
    content.server = u"vouch.identity.frankfurt.engineering.example.com"_s;
    content.role->name = u"PlatformEngineeringReleaseCandidateDeveloper"_s;
    content.recentUse[0].first = u"customer-facing-payments-reconciliation-service-api"_s;
    content.recentUse[1].second = u"Visual Studio Code (Insiders) (1048576) · Developer"_s;
    return content;
}

} // namespace vouch::ui
