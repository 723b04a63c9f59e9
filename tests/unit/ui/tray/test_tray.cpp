// SPDX-License-Identifier: Apache-2.0
// The tray icon's menu and texts, with a clock that the test moves.
#include "ui/tray/tray.h"

#include "patience.h"
#include "ui/model/status.h"
#include "ui/text/profile_names.h"
#include "ui/widgets/tray_picture.h"
#include "ui_world.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestTray : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        world_ = std::make_unique<test::UiWorld>();
        status_ = std::make_unique<Status>(world_->services());
        tray_ = std::make_unique<Tray>(world_->services(), *status_, profiles_);
    }
    void cleanup() {
        tray_.reset();
        status_.reset();
        world_.reset();
    }

    void texts() {
        QCOMPARE(tray_->toolTip(), u"Vouch: signed out"_s);
        QCOMPARE(labels(tray_->menu()),
                 QStringList({u"Signed out"_s, u"Sign &in"_s, u"Switch &role"_s, u"AWS &console"_s,
                              u"Co&py"_s, u"Open &Vouch"_s, u"Set up &git…"_s, u"&Keys…"_s,
                              u"&Settings…"_s, u"&Quit Vouch"_s}));
        world_->signIn(8h);
        QCOMPARE(tray_->toolTip(), u"Vouch: signed in until %1\nDeveloper · "
                                   "1234\u00a05678\u00a09012 · nora.winter@example.com"_s.arg(
                                       dayTime(world_->clock.now() + 8h)));
        QVERIFY(tray_->toolTip().size() <= 127);
        QCOMPARE(labels(tray_->menu()).mid(0, 4),
                 QStringList({u"Developer · 8 h 0 min left"_s, u"nora.winter@example.com"_s,
                              u"Sign &out"_s, u"Switch &role"_s}));
        QVERIFY(!tray_->menu().actions().at(0)->isEnabled());
        QCOMPARE(tray_->menu().defaultAction()->text(), u"Open &Vouch"_s);
    }

    void signInAgainNearTheEnd() {
        world_->signIn(8h);
        world_->clock.pass(7h + 29min);
        QVERIFY(!labels(tray_->menu()).contains(u"Sign &in again"_s));
        world_->clock.pass(1min);
        QCOMPARE(labels(tray_->menu()).mid(0, 4),
                 QStringList({u"Developer · 30 min left"_s, u"nora.winter@example.com"_s,
                              u"Sign &in again"_s, u"Sign &out"_s}));
        QSignalSpy wanted(tray_.get(), &Tray::signInWanted);
        action(u"Sign &in again"_s)->trigger();
        QCOMPARE(wanted.size(), 1);
        world_->signIn(8h);
        QVERIFY(!labels(tray_->menu()).contains(u"Sign &in again"_s));
        world_->clock.pass(8h);
        QVERIFY(labels(tray_->menu()).contains(u"Sign &in"_s));
    }

    void whatIsCopied() {
        const auto copied = [this] {
            QStringList texts;
            for (QAction *item : action(u"Co&py"_s)->menu()->actions()) {
                item->trigger();
                texts.append(QGuiApplication::clipboard()->text());
            }
            return texts;
        };
        const QString arn = u"arn:aws:iam::123456789012:role/Developer"_s;
        QCOMPARE(copied(),
                 QStringList({u"123456789012"_s, arn, u"vouch exec --role Developer -- "_s}));
        world_->signIn(8h);
        const Requester git{Requester::Purpose::Git, u"git"_s,          48210,         {},
                            u"payments-api"_s,       u"eu-central-1"_s, u"Developer"_s};
        world_->activity.record({world_->clock.now(), git, true, {}});
        const QString url =
            u"https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/payments-api"_s;
        QCOMPARE(copied(), QStringList({u"123456789012"_s, arn, url, u"nora.winter@example.com"_s,
                                        u"vouch exec --role Developer -- "_s}));
        QCOMPARE(labels(*action(u"Co&py"_s)->menu()),
                 QStringList({u"&Account 1234\u00a05678\u00a09012"_s, u"Role A&RN of Developer"_s,
                              u"&Clone URL of payments-api"_s,
                              u"&Email address nora.winter@example.com"_s,
                              u"Command &line: vouch exec --role Developer -- …"_s}));
    }

    /// A name from somewhere else is one word of the command, whatever is in it.
    void aCopiedCommandRunsNothingElse() {
        const QString name = u"it's; rm -rf ~"_s;
        SettingsFile(world_->folder.filePath(u"config/settings"_s)).set(u"use.role"_s, name);
        const auto line = [this] { return copyItems(world_->services()).last().text; };
        QTRY_COMPARE(line(), u"vouch exec --profile 'it'\\''s; rm -rf ~' -- "_s);
    }

    void theConsoleNeedsARoleAndPermission() {
        QSignalSpy wanted(tray_.get(), &Tray::consoleWanted);
        action(u"AWS &console"_s)->trigger();
        QCOMPARE(wanted.size(), 1);
        SettingsFile(world_->folder.filePath(u"config/settings"_s))
            .set(u"aws.programs"_s, u"never"_s);
        QTRY_VERIFY(!labels(tray_->menu()).contains(u"AWS &console"_s));
    }

    void noSecondsInAnyTime() {
        const QLocale before;
        QLocale::setDefault(QLocale::c()); // its short times have them
        world_->signIn(8h);
        const QString text = tray_->toolTip();
        QLocale::setDefault(before);
        QVERIFY2(!text.contains(QRegularExpression(u"\\d:\\d\\d:\\d\\d"_s)), qPrintable(text));
    }

private:
    static QStringList labels(const QMenu &menu) {
        QStringList all;
        for (const QAction *one : menu.actions())
            if (one->isVisible() && !one->isSeparator())
                all.append(one->text());
        return all;
    }
    QAction *action(const QString &label) const {
        for (QAction *one : tray_->menu().actions())
            if (one->text() == label)
                return one;
        return nullptr;
    }
    static QCoro::Task<QStringList> nobody() {
        QStringList names;
        co_return names;
    }

    ProfileNames profiles_{[](std::stop_token) { return nobody(); }};
    std::unique_ptr<test::UiWorld> world_;
    std::unique_ptr<Status> status_;
    std::unique_ptr<Tray> tray_;
};

QTEST_MAIN(TestTray)
#include "test_tray.moc"
