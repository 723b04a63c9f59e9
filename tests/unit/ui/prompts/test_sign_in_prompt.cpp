// SPDX-License-Identifier: Apache-2.0
// The sign-in window and a ceremony with the software key: what the user sees in the end.
#include "kept_keys.h"
#include "patience.h"
#include "sign_in_samples.h"
#include "software_key.h"
#include "ui/prompts/sign_in_prompt.h"
#include "virtualkey/door/udp_transport.h"
#include "world.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace vouch;
using namespace vouch::test;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = KeyCeremony::CeremonyStateKind;

namespace {

/// Signs in without a server.
class Signing final : public KeyCeremony {
public:
    Signing(fido::Authenticator &authenticator, World &world)
        : KeyCeremony(Aim::SignIn, authenticator, world.clock), world_(world) {}

protected:
    QCoro::Task<> prepare(std::stop_token) override { co_return; }
    QCoro::Task<bool> perform(fido::Key key, SharedSecret pin, std::stop_token stop) override {
        const fido::AssertionRequest request{keyRpId, "client data", requestId(), window()};
        co_await authenticator_.assertions(key.path, request, pin, stop);
        throwIfStopped(stop);
        world_.signIn(8h);
        co_return true;
    }

private:
    World &world_;
};

/// The window on a system that asks for the key itself.
struct SystemBench {
    std::shared_ptr<SystemUser> user = std::make_shared<SystemUser>();
    World world;
    fido::Authenticator authenticator{std::make_unique<KeptKeys>(user)};
    InsertedKeys keys{authenticator};
    Signing signing{authenticator, world};
    SignInPrompt prompt{signing, world.servers, world.session, world.savedState, keys, world.clock};
};

struct Bench {
    Bench()
        : key(folder.path(), {u"--touch"_s, u"auto"_s, u"--pin"_s, QString::fromLatin1(keyPin)}) {
        key.enrol("nora");
    }

    void touch() {
        QTRY_COMPARE(signing.state().kind, Kind::Pin);
        signing.submitPin(Secret(keyPin));
    }
    bool shows(const QString &text) {
        for (const QLabel *label : prompt.window()->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }
    bool isVisible() { return prompt.window()->isVisible(); }

    QTemporaryDir folder;
    SoftwareKey key;
    World world;
    fido::Authenticator authenticator{virtualkey::udpTransport(key.address)};
    InsertedKeys keys{authenticator};
    Signing signing{authenticator, world};
    SignInPrompt prompt{signing, world.servers, world.session, world.savedState, keys, world.clock};
};

} // namespace

class TestSignInPrompt : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void successIsSeenForAMomentAndNobodyWaitsForIt() {
        Bench bench;
        const auto waiter = bench.signing.join(sampleGit());
        QTRY_VERIFY(bench.isVisible());
        const QSize size = bench.prompt.window()->size();
        bench.touch();
        QTRY_VERIFY(waiter->done().isFinished());
        QVERIFY(bench.shows(u"Signed in until 17:00"_s));
        QVERIFY(bench.shows(u"nora.winter@example.com"_s));
        QVERIFY(!bench.prompt.isOpen()); // no requester needs it
        QCOMPARE(bench.prompt.window()->size(), size);
        QTRY_VERIFY(!bench.isVisible());
        QCOMPARE(bench.signing.state().kind, Kind::Idle);
    }

    void theTerminalNeedsNoWindow() {
        Bench bench;
        const auto waiter = bench.signing.join(sampleGit(), true);
        bench.touch();
        QTRY_VERIFY(waiter->done().isFinished());
        QVERIFY(!bench.isVisible());
    }

    void theNextSignInTakesTheWindow() {
        Bench bench;
        const auto first = bench.signing.join(sampleGit());
        bench.touch();
        QTRY_VERIFY(first->done().isFinished());
        QVERIFY(bench.isVisible());
        const auto second = bench.signing.join(sampleEditor());
        QTRY_VERIFY(bench.shows(u"Enter the key's PIN"_s));
        QVERIFY(bench.prompt.isOpen());
        QVERIFY(!bench.shows(u"Signed in until 17:00"_s));
        QVERIFY(!QTest::qWaitFor([&] { return !bench.isVisible(); },
                                 2000)); // longer than success is shown
        QVERIFY(bench.prompt.isOpen());
        bench.signing.cancel();
        QVERIFY(!bench.isVisible());
    }

    void theSystemDoesNotInterruptWhoDoesNotExpectIt_data() {
        QTest::addColumn<bool>("byTray");
        QTest::newRow("the dialog's button") << false;
        QTest::newRow("the tray") << true;
    }
    void theSystemDoesNotInterruptWhoDoesNotExpectIt() {
        QFETCH(const bool, byTray);
        SystemBench bench;
        Requester editor = sampleEditor();
        editor.isInForeground = false;
        const auto waiter = bench.signing.join(editor);
        QTRY_COMPARE(bench.signing.state().kind, Kind::SystemNext);
        QVERIFY(bench.prompt.isOpen());
        QTest::qWait(400); // longer than the window takes clicks for meant for another one
        QCOMPARE(bench.user->count(), 0);
        auto *window = bench.prompt.window();
        QTest::keyClick(window, Qt::Key_Return); // typed into the editor
        QCoreApplication::processEvents();
        QCOMPARE(bench.signing.state().kind, Kind::SystemNext);
        if (byTray)
            bench.prompt.raise();
        for (QPushButton *button : window->findChildren<QPushButton *>())
            if (!byTray && button->isVisible() && button->text() == "C&ontinue"_L1)
                QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(bench.user->isAsked());
        bench.user->sign();
        QTRY_VERIFY(waiter->done().isFinished());
    }

    void theSystemAsksInFrontOfTheWindow() {
        SystemBench bench;
        const auto waiter = bench.signing.join(sampleGit());
        QTRY_VERIFY(bench.user->isAsked());
        QWidget *window = bench.prompt.window();
        QVERIFY(window->isVisible());
        QCOMPARE(bench.user->window(), quintptr(window->winId()));
        for (const QLineEdit *field : window->findChildren<QLineEdit *>())
            QVERIFY(!field->isVisible()); // the PIN is the system's business
        for (QPushButton *button : window->findChildren<QPushButton *>())
            if (button->text() == "&Not now"_L1)
                button->click();
        QTRY_COMPARE(bench.user->stops(), 1);
        QVERIFY(!window->isVisible());
        const auto inTerminal = bench.signing.join(sampleGit(), true);
        QTRY_COMPARE(bench.user->count(), 2);
        QCOMPARE(bench.user->window(), quintptr(0));
        QVERIFY(!window->isVisible());
        bench.user->sign();
        QTRY_VERIFY(inTerminal->done().isFinished());
    }
};

QTEST_MAIN(TestSignInPrompt)
#include "test_sign_in_prompt.moc"
