// SPDX-License-Identifier: Apache-2.0
// The state of Vouch that the tray icon and the panel show, with a clock that the test moves.
#include "kept_keys.h"
#include "patience.h"
#include "platform/notification.h"
#include "scripted_server.h"
#include "ui/desktop/desktop.h"
#include "ui/model/status.h"
#include "ui/panel/panel.h"
#include "ui/panel/panel_presenter.h"
#include "ui/text/account_text.h"
#include "ui/text/profile_names.h"
#include "ui/tray/tray.h"
#include "ui_world.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString at(Time time) {
    return dayTime(time);
}

Requester git(const QString &program, const QString &repository) {
    return {Requester::Purpose::Git, program,       48210, {}, repository,
            u"us-east-1"_s,          u"Developer"_s};
}

} // namespace

class TestStatus : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { make(true); }
    void cleanup() {
        panelPresenter_.reset();
        panel_.reset();
        notification_.reset();
        status_.reset();
        world_.reset();
    }

    void notSetUp() {
        cleanup();
        make(false);
        QCOMPARE(status_->state(), State::NotSetUp);
        const PanelContent content = now();
        QCOMPARE(content.account, u"Vouch"_s);
        QCOMPARE(content.title, u"Welcome to Vouch"_s);
        QCOMPARE(content.steps.size(), 3);
        QVERIFY(content.isFirstStart && !content.role && !content.hasRecentUse);
    }

    /// A user who tries to sign in before there is a server still sees the welcome.
    void withoutAServerNothingIsAProblem() {
        cleanup();
        make(false);
        QSignalSpy failed(&world_->signIns, &SignIn::failed);
        const auto waiter = world_->signIns.join(git(u"git"_s, u"payments-api"_s));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(status_->state(), State::NotSetUp);
        QVERIFY(!status_->problem());
        QCOMPARE(now().title, u"Welcome to Vouch"_s);
        Desktop desktop(world_->services());
        QSignalSpy setUp(&desktop, &Desktop::setUpWanted);
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (auto *panel = qobject_cast<Panel *>(widget); panel && panel != panel_.get())
                Q_EMIT panel->signInWanted();
        QCOMPARE(setUp.size(), 1); // there is something to do first
    }

    void aSession() {
        test::MovingClock &clock = world_->clock;
        QCOMPARE(status_->state(), State::SignedOut);
        QCOMPARE(now().text, u"Sign in the next time you need git."_s);
        QSignalSpy changes(status_.get(), &Status::changed);
        world_->signIn(8h);
        const Time end = clock.now() + 8h;
        QCOMPARE(now().title, u"8 h 0 min"_s);
        QCOMPARE(now().text, u"Signed in until "_s + at(end));
        QCOMPARE(now().account, u"nora.winter@example.com"_s);
        QCOMPARE(now().role->details, groupedAccount(u"123456789012"_s) + u" · us-east-1"_s);
        QCOMPARE(now().role->choices.roles, QStringList({u"Auditor"_s, u"Developer"_s}));
        QCOMPARE(now().role->credentials, u"none"_s);
        changes.clear();
        clock.pass(7h + 29min + 59s);
        QCOMPARE(status_->state(), State::Active);
        QCOMPARE(changes.size(), 29); // only the steps of the ring
        clock.pass(1s);
        QCOMPARE(status_->state(), State::Soon);
        QCOMPARE(now().text, u"Session ends at "_s + at(end));
        clock.pass(5min + 42s);
        QCOMPARE(now().title, u"24 min 18 s"_s);
        clock.pass(19min + 47s);
        QCOMPARE(now().title, u"4 min 31 s"_s);
        QCOMPARE(status_->state(), State::Ending);
        clock.pass(4min + 31s);
        QCOMPARE(status_->state(), State::SignedOut);
        QCOMPARE(changes.size(), 29 + 7 + 2); // the end, and nothing left to sign out of
        world_->savedState.setSession({u"nora.winter@example.com"_s, clock.now(), 8h});
        QCOMPARE(now().text, u"Your session ended at %1."_s.arg(at(end)));
        clock.pass(48h);
        QVERIFY(now().text.startsWith(u"Your session ended on "_s));
    }

    void theClockIsSet() {
        world_->signIn(8h);
        world_->clock.jumpTo(world_->clock.now() + 7h + 50min); // the computer slept
        QCOMPARE(status_->state(), State::Soon);
        QCOMPARE(status_->picture().parts, 2);
        QSignalSpy changed(status_.get(), &Status::changed);
        world_->clock.jumpTo(world_->clock.now() - 4h); // somebody set it back
        QVERIFY(!changed.isEmpty());
        QCOMPARE(status_->picture(), (TrayPicture{TrayPicture::Shape::Active, 17}));
        world_->clock.jumpTo(world_->clock.now() + 5h);
        QCOMPARE(status_->state(), State::SignedOut);
    }

    void secondsTickOnlyBelowAnHourAndWhileVisible() {
        test::MovingClock &clock = world_->clock;
        world_->signIn(8h);
        const auto idle = clock.alarms();
        QSignalSpy shown(panel_.get(), &Panel::visibleChanged);
        panel_->present();
        QCOMPARE(clock.alarms(), idle + 1);
        const auto wakes = [&](std::chrono::seconds time) {
            QString title = panel_->content().title;
            int changes = 0;
            for (auto passed = 0s; passed < time; ++passed) {
                clock.pass(1s);
                changes += std::exchange(title, panel_->content().title) != title ? 1 : 0;
            }
            return changes;
        };
        QCOMPARE(wakes(10min), 10);
        panel_->reject();
        QCOMPARE(clock.alarms(), idle);
        clock.pass(7h);
        QCOMPARE(panel_->content().title, u"7 h 50 min"_s); // nobody looks
        panel_->present();
        QCOMPARE(panel_->content().title, u"50 min 0 s"_s);
        QCOMPARE(wakes(60s), 60);
        panel_->reject();
        QCOMPARE(clock.alarms(), idle);
    }

    void signedOutNothingTicks() {
        panel_->present();
        QCOMPARE(world_->clock.alarms(), 0U);
    }

    void theSystemAsks() {
        const auto user = std::make_shared<test::SystemUser>();
        fido::Authenticator keys(std::make_unique<test::KeptKeys>(user));
        SignIn signIn(world_->servers, keys, world_->report, world_->session, world_->clock);
        const Services services = world_->services(signIn);
        Status status(services);
        const auto title = [&] { return panelContent(services, status, {}, true).title; };
        const test::ScriptedServer server(world_->server, [](const QByteArray &path, auto &) {
            using Answer = test::ScriptedAnswer;
            if (path == "/oauth/register")
                return Answer{201, {{u"client_id"_s, u"client"_s}}};
            return Answer{200,
                          {{u"challenge"_s, u"AAECAw"_s},
                           {u"rp_id"_s, u"127.0.0.1"_s},
                           {u"state"_s, u"state"_s}}};
        });
        QStringList titles;
        connect(&status, &Status::changed, this, [&] { titles.append(title()); });
        const auto waiter = signIn.join(git(u"git"_s, u"payments-api"_s));
        QCOMPARE(title(), u"Waiting for you"_s);
        QTRY_COMPARE(signIn.state().kind, SignIn::CeremonyStateKind::SystemNext);
        QCOMPARE(title(), u"Waiting for you"_s); // and not yet the system
        titles.clear();
        signIn.letSystemAsk();
        QTRY_VERIFY(user->isAsked());
        QCOMPARE(title(), u"Contoso OS is asking for your key"_s);
        QCOMPARE(titles, QStringList{u"Contoso OS is asking for your key"_s});
        signIn.cancel();
        QTRY_COMPARE(user->stops(), 1);
        QCOMPARE(titles.last(), u"Signed out"_s);
    }

    void requestsWait() {
        test::MovingClock &clock = world_->clock;
        const auto first = world_->signIns.join(git(u"git"_s, u"payments-api"_s));
        QCOMPARE(status_->state(), State::Waiting);
        QCOMPARE(now().text, u"One program wants to use git."_s);
        clock.pass(4s);
        auto second = world_->signIns.join(git(u"VS Code"_s, u"web-frontend"_s));
        clock.pass(8s);
        const PanelContent content = now();
        QCOMPARE(content.text, u"Two programs want to use git."_s);
        QCOMPARE(content.waiting.size(), 2);
        QCOMPARE(content.waiting[0].first, u"git wants payments-api"_s);
        QCOMPARE(content.waiting[0].second, u"us-east-1 as Developer · pid 48210"_s);
        QCOMPARE(content.waiting[0].right, u"12 s"_s);
        QCOMPARE(content.waiting[1].right, u"8 s"_s);
        QVERIFY(!content.hasRecentUse);
        second.reset();
        QCOMPARE(now().waiting.size(), 1);
        world_->signIns.cancel();
        QCOMPARE(status_->state(), State::SignedOut);
        QVERIFY(!status_->problem()); // the user canceled it
    }

    void aProblem() {
        world_->server.close();
        QSignalSpy arose(status_.get(), &Status::problemArose);
        const auto waiter = world_->signIns.join(git(u"git"_s, u"payments-api"_s));
        QTRY_COMPARE(arose.size(), 1);
        QCOMPARE(status_->state(), State::Problem);
        QCOMPARE(now().title, u"Can't reach "_s + world_->servers.name());
        QVERIFY(now().text.startsWith(u"The network is up"_s));
        world_->signIn(8h);
        QCOMPARE(status_->state(), State::Active);
        const auto again = world_->signIns.join(git(u"git"_s, u"payments-api"_s));
        QTRY_COMPARE(arose.size(), 2);
        QCOMPARE(status_->state(), State::Active); // a problem matters only while signed out
    }

    void recentUseAndSnoozedPrompts() {
        const Time start = world_->clock.now();
        for (int i = 0; i < 6; ++i)
            world_->activity.record({start + i * 1min, git(u"git"_s, u"repository-%1"_s.arg(i)),
                                     i != 4, i == 4 ? u"Developer may not read it"_s : QString()});
        PanelContent content = now();
        QCOMPARE(content.recentUse.size(), 4);
        QCOMPARE(content.recentUse[0].second, u"git (48210) · Developer"_s);
        QCOMPARE(content.recentUse[0].spoken,
                 u"repository-5, git, as Developer, %1, allowed"_s.arg(at(start + 5min)));
        QCOMPARE(content.recentUse[1].second, u"Refused: Developer may not read it"_s);
        QCOMPARE(content.recentUse[1].spoken,
                 u"repository-4, git, as Developer, %1, refused: Developer may not read it"_s.arg(
                     at(start + 4min)));
        // git got a password, but AWS won't accept it.
        world_->activity.record(
            {start + 6min, git(u"git"_s, u"infra"_s), true, u"Developer may not read it"_s});
        QCOMPARE(now().recentUse[0].second, u"Allowed, but Developer may not read it"_s);
        world_->snooze.unanswered(git(u"IntelliJ IDEA"_s, u"infra-live"_s));
        content = now();
        QCOMPARE(content.snoozed.size(), 1);
        QCOMPARE(content.snoozed[0].first, u"IntelliJ IDEA, infra-live"_s);
        QCOMPARE(content.snoozed[0].second, u"Won't ask again until "_s + at(start + 30min));
        world_->snooze.askAgain(content.snoozed[0].entry);
        QVERIFY(now().snoozed.isEmpty());
    }

    /// What the user chose isn't a failure.
    void notNowIsAChoice() {
        const Time until = world_->clock.now() + 30min;
        ActivityEntry entry{world_->clock.now(), git(u"git"_s, u"payments-api"_s), false,
                            u"not now, until 10:45"_s};
        entry.notNowUntil = until;
        world_->activity.record(entry);
        const TwoLineRow row = now().recentUse[0];
        QVERIFY(row.mark == TwoLineRow::Mark::Quiet);
        QCOMPARE(row.second, u"You chose “Not now”, until "_s + at(until));
        QVERIFY(row.spoken.endsWith(row.second) && !row.spoken.contains(u"refused"_s));
        world_->snooze.unanswered(git(u"git"_s, u"payments-api"_s), PromptSnooze::End::NotNow);
        QCOMPARE(now().snoozed[0].second, row.second);
    }

    /// Who presses the button has allowed it.
    void theConsoleOpensWithoutAQuestion() {
        QVERIFY(now().hasConsole);
        QCOMPARE(now().copies.first().text, u"123456789012"_s);
        world_->prompts.setDisplay(true);
        Desktop desktop(world_->services());
        desktop.openConsole();
        QTRY_VERIFY(world_->signIns.isUnderWay());
        QVERIFY(world_->questions.current() == nullptr);
        SettingsFile(world_->folder.filePath(u"config/settings"_s))
            .set(u"aws.programs"_s, u"never"_s);
        QTRY_VERIFY(!now().hasConsole);
    }

    void withoutNotifications() {
        QVERIFY(now().notes.isEmpty());
        QCOMPARE(panelContent(world_->services(), *status_, {}, false).notes.size(), 1);
        QTRY_VERIFY(!notification_->isAvailable()); // the test has no session bus
        panel_->present();
        QCOMPARE(panel_->content().notes.size(), 1);
    }

    void anUpdateWaitsForARestart() {
        QVERIFY(now().notes.isEmpty());
        QFile program(world_->update.program());
        QVERIFY(program.open(QIODevice::WriteOnly));
        QCOMPARE(now().notes.size(), 1);
        QCOMPARE(now().notes[0].title, u"An update is installed"_s);
        QCOMPARE(now().notes[0].text, u"Restart Vouch to use it."_s);
        QVERIFY(now().notes[0].canRestart);
        world_->signIn(8h);
        QCOMPARE(now().notes[0].text, u"Restart Vouch to use it. This ends your session."_s);
        QVERIFY(program.remove());
        QVERIFY(now().notes.isEmpty());
    }

    void aQuestionWaits() {
        Questions::Question question;
        question.kind = Questions::Question::Kind::Permission;
        question.name = u"acme-dev"_s;
        Requester who;
        who.purpose = Requester::Purpose::Program;
        who.program = u"terraform"_s;
        who.pid = 5120;
        who.role = u"acme-dev"_s;
        question.requesters = {who};
        auto waiter = world_->questions.ask(question);
        QCOMPARE(status_->state(), State::Waiting);
        QVERIFY(status_->isQuestionAlone());
        QCOMPARE(status_->waitingForCredentials(), 1);
        QCOMPARE(now().text, u"One program wants AWS credentials."_s);
        QCOMPARE(now().waiting.size(), 1);
        QCOMPARE(now().waiting[0].first, u"terraform wants AWS credentials"_s);
        QCOMPARE(now().waiting[0].second, u"as acme-dev · pid 5120"_s);
        QVERIFY(now().isQuestion);
        who.purpose = Requester::Purpose::AddProfile; // a user action: no program waits
        waiter->setRequesters({who});
        QCOMPARE(now().text, u"Choose whether to allow this."_s);
        QCOMPARE(status_->waitingForCredentials(), 0);
        waiter.reset();
        QCOMPARE(status_->state(), State::SignedOut);
        QVERIFY(!now().isQuestion);
    }

    void whoHangsUpWaitsNoLonger() {
        auto waiter = world_->signIns.join(git(u"git"_s, u"payments-api"_s));
        QCOMPARE(now().waiting.size(), 1);
        waiter.reset(); // as after Ctrl-C, or when nobody answered in time
        QVERIFY(now().waiting.isEmpty());
        QCOMPARE(status_->waitingForGit(), 0);
    }

    void notNowBelongsToWhatIsShown() {
        Desktop desktop(world_->services());
        Requester who = git(u"git"_s, u"payments-api"_s);
        const auto waiter = world_->signIns.join(who);
        Questions::Question question;
        question.name = u"acme-dev"_s;
        question.requesters = {who};
        const auto asked = world_->questions.ask(question);
        const auto answer = asked->answer();
        const auto notNow = [] {
            for (QWidget *widget : QApplication::topLevelWidgets())
                if (auto *panel = qobject_cast<Panel *>(widget))
                    Q_EMIT panel->notNowWanted();
        };
        notNow();
        QVERIFY(!world_->signIns.isUnderWay());
        QVERIFY(!answer.isFinished());
        QVERIFY(world_->questions.current() != nullptr);
        notNow();
        QTRY_VERIFY(answer.isFinished());
    }

    void aClockThatIsRightAgainIsNoLongerOff() {
        test::MovingClock &clock = world_->clock;
        Skew &skew = world_->sts.clocks().of(u"sts.us-east-1.amazonaws.com"_s);
        skew.learn({clock.now() + 2h});
        QCOMPARE(now().notes.size(), 1);
        QCOMPARE(now().notes[0].title, u"This computer's clock is 120 minute(s) off"_s);
        clock.jumpTo(clock.now() + 2h); // somebody set it
        QVERIFY(now().notes.isEmpty());
        skew.learn({clock.now() - 2h});
        QCOMPARE(now().notes.size(), 1);
        skew.learn({clock.now()});
        QVERIFY(now().notes.isEmpty());
    }

    void profilesBesideRoles() {
        profiles_->refresh();
        QTRY_COMPARE(profiles_->all(), QStringList(u"acme-dev"_s));
        QCOMPARE(now().role->name, u"Developer"_s);
        QCOMPARE(now().role->choices.profiles, QStringList(u"acme-dev"_s));
        Tray tray(world_->services(), *status_, *profiles_);
        const auto *roles = tray.menu().findChild<QMenu *>();
        QCOMPARE(roles->actions().size(), 4); // with the line between
        QVERIFY(roles->actions().at(1)->isChecked());
        QSignalSpy wanted(&tray, &Tray::roleWanted);
        roles->actions().at(3)->trigger();
        QCOMPARE(wanted.value(0).value(0).toString(), u"acme-dev"_s);
    }

    void profilesAlone() {
        cleanup();
        make(false);
        QVERIFY(!now().role);
        QCOMPARE(now().title, u"Welcome to Vouch"_s);
        profiles_->refresh();
        QTRY_VERIFY(!profiles_->all().isEmpty());
        QVERIFY(now().isProfilesOnly);
        QCOMPARE(now().title, u"AWS profiles found"_s);
        QCOMPARE(now().account, u"Vouch"_s);
        QCOMPARE(now().server, u"AWS profiles"_s);
        QCOMPARE(now().role->name, u"No profile chosen"_s);
        QCOMPARE(now().role->credentials, u"none"_s);
        QVERIFY(now().role->choices.isThereAnother());
        QVERIFY(now().steps.isEmpty());
        Tray tray(world_->services(), *status_, *profiles_);
        QCOMPARE(tray.toolTip(), u"Vouch: ready"_s);
    }

    void aProfileAloneIsASetUp() {
        cleanup();
        make(false);
        Tray tray(world_->services(), *status_, *profiles_);
        QCOMPARE(tray.toolTip(), u"Vouch: not set up yet"_s);
        SettingsFile(world_->folder.filePath(u"config/settings"_s)).set(u"use.role"_s, u"work"_s);
        QTRY_VERIFY(now().isProfilesOnly); // before the names were read
        QCOMPARE(now().title, u"Ready"_s);
        QCOMPARE(now().role->name, u"work"_s);
        QCOMPARE(tray.toolTip(), u"Vouch: ready"_s);
        ProfileEntry entry;
        entry.name = u"work"_s;
        entry.role = u"Deployer"_s;
        entry.account = u"123456789012"_s;
        entry.region = u"eu-central-1"_s;
        entry.cachedUntil = world_->clock.now() + 40min;
        const PanelContent known =
            panelContent(world_->services(), *status_, {entry.name}, true, {entry});
        QCOMPARE(known.role->details,
                 u"Deployer · %1 · eu-central-1"_s.arg(groupedAccount(entry.account)));
        QCOMPARE(known.role->credentials, u"until "_s + at(entry.cachedUntil));
    }

private:
    void make(bool setUp) {
        profiles_ = std::make_unique<ProfileNames>([](std::stop_token) { return named(); });
        world_ = std::make_unique<test::UiWorld>(setUp);
        status_ = std::make_unique<Status>(world_->services());
        notification_ = std::make_unique<platform::Notification>();
        panel_ = std::make_unique<Panel>();
        panelPresenter_ = std::make_unique<PanelPresenter>(*panel_, world_->services(), *status_,
                                                           *profiles_, *notification_);
    }
    PanelContent now() const {
        return panelContent(world_->services(), *status_, profiles_->all(), true);
    }

    static QCoro::Task<QStringList> named() {
        QStringList names{u"acme-dev"_s};
        co_return names;
    }

    std::unique_ptr<ProfileNames> profiles_;
    std::unique_ptr<test::UiWorld> world_;
    std::unique_ptr<Status> status_;
    std::unique_ptr<platform::Notification> notification_;
    std::unique_ptr<Panel> panel_;
    std::unique_ptr<PanelPresenter> panelPresenter_;
};

QTEST_MAIN(TestStatus)
#include "test_status.moc"
