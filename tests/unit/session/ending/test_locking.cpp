// SPDX-License-Identifier: Apache-2.0
// What locks the screen, suspends the computer and removes the key, up to the session's end. The
// buses are real ones of this test's own; logind's part is played by a small service.
#include "core/tasks_under_way.h"
#include "fido/authenticator.h"
#include "identity/server.h"
#include "kept_keys.h"
#include "patience.h"
#include "platform/lock_watch.h"
#include "private_bus.h"
#include "scripted_server.h"
#include "session/configuration.h"
#include "session/ending/locking.h"
#include "session/session.h"
#include "world.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

using namespace vouch;
using namespace vouch::platform;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString ourSession = u"/org/freedesktop/login1/session/_32"_s;

/// The part of logind's manager that is used.
class Login : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")
public:
    /// Whether somebody still holds the computer awake.
    bool isHeld() const {
        pollfd end{reader, POLLIN, 0};
        return reader >= 0 && ::poll(&end, 1, 0) == 0; // its closing would be readable
    }

    int reader = -1;

public Q_SLOTS:
    QDBusObjectPath GetSession(const QString &id) {
        return QDBusObjectPath(id == "auto"_L1 ? ourSession : u"/none"_s);
    }
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &, const QString &,
                                    const QString &mode) {
        int ends[2] = {-1, -1};
        if (what != "sleep"_L1 || mode != "delay"_L1 || ::pipe2(ends, O_CLOEXEC) != 0)
            return {};
        if (reader >= 0)
            ::close(reader);
        reader = ends[0];
        QDBusUnixFileDescriptor held(ends[1]);
        ::close(ends[1]);
        return held;
    }
};

/// Keys that come and go by the test's word.
class PluggedKeys : public fido::Transport {
public:
    struct State {
        QList<fido::Key> keys;
        std::function<void()> changed;
    };
    explicit PluggedKeys(std::shared_ptr<State> state) : state_(std::move(state)) {}

    QList<fido::Key> keys() override { return state_->keys; }
    std::unique_ptr<fido::Channel> open(const QString &) override { return nullptr; }
    std::unique_ptr<QObject> watch(std::function<void()> changed) override {
        state_->changed = std::move(changed);
        auto watch = std::make_unique<QObject>();
        QObject::connect(watch.get(), &QObject::destroyed,
                         [state = state_] { state->changed = {}; });
        return watch;
    }

private:
    std::shared_ptr<State> state_;
};

} // namespace

class TestLocking : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        const QByteArray address = bus_.start();
        QVERIFY(!address.isEmpty());
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", address);
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        qputenv("AWS_CONFIG_FILE", aws_.filePath(u"config"_s).toUtf8());
        qputenv("AWS_SHARED_CREDENTIALS_FILE", aws_.filePath(u"credentials"_s).toUtf8());
        const QString config = aws_.filePath(u"config"_s);
        QFile file(config);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[profile printed]\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":"
                   "\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"wJalrXUtnFEMI\","
                   "\"SessionToken\":\"dG9rZW4\",\"Expiration\":\"2026-03-02T21:00:00Z\"}'\n");
        file.close();
        QVERIFY(QFile(aws_.filePath(u"credentials"_s)).open(QIODevice::WriteOnly));
        other_ = std::make_unique<QDBusConnection>(
            QDBusConnection::connectToBus(QString::fromUtf8(address), u"logind"_s));
        QVERIFY(other_->isConnected());
    }
    void cleanupTestCase() {
        QTRY_COMPARE(tasksUnderWay(), 0);
        bus_.stop();
    }
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        keys_ = std::make_shared<PluggedKeys::State>();
    }
    void cleanup() {
        other_->unregisterService(u"org.freedesktop.login1"_s);
        other_->unregisterService(u"org.freedesktop.ScreenSaver"_s);
        other_->unregisterObject(u"/org/freedesktop/login1"_s);
    }

    void tellsWhatTheSystemTells() {
        LockWatch watch;
        QTest::qWait(100);
        QVERIFY(!watch.reportsLock());
        QVERIFY(!watch.reportsSuspend());
        Login login;
        startLogin(login);
        QTRY_VERIFY(watch.reportsLock());
        QVERIFY(watch.reportsSuspend());
        other_->unregisterService(u"org.freedesktop.login1"_s);
        QTRY_VERIFY(!watch.reportsLock());
        QVERIFY(!watch.reportsSuspend());
        QVERIFY(other_->registerService(u"org.freedesktop.ScreenSaver"_s));
        QTRY_VERIFY(watch.reportsLock());
        QVERIFY(!watch.reportsSuspend());
    }

    void seesTheScreenLocked() {
        Login login;
        startLogin(login);
        LockWatch watch;
        const QSignalSpy locked(&watch, &LockWatch::screenLocked);
        QTRY_VERIFY(watch.reportsLock());
        emitSignal(u"/org/freedesktop/login1/session/_31"_s, u"org.freedesktop.login1.Session"_s,
                   u"Lock"_s, {}); // somebody else's
        hint(false);
        emitSignal(ourSession, u"org.freedesktop.login1.Session"_s, u"Unlock"_s, {});
        hint(true);
        QTRY_COMPARE(locked.size(), 1);
        emitSignal(ourSession, u"org.freedesktop.login1.Session"_s, u"Lock"_s, {});
        QTRY_COMPARE(locked.size(), 2);
    }

    void seesTheScreenSaver() {
        QVERIFY(other_->registerService(u"org.freedesktop.ScreenSaver"_s));
        LockWatch watch;
        const QSignalSpy locked(&watch, &LockWatch::screenLocked);
        QTRY_VERIFY(watch.reportsLock());
        for (const auto &path : {u"/ScreenSaver"_s, u"/org/freedesktop/ScreenSaver"_s})
            for (const bool active : {true, false})
                emitSignal(path, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s, {active});
        QTRY_COMPARE(locked.size(), 2);
    }

    void seesTheSuspendBeforeIt() {
        Login login;
        startLogin(login);
        LockWatch watch;
        QTRY_VERIFY(login.isHeld());
        bool heldMeanwhile = false;
        connect(&watch, &LockWatch::suspending, this, [&] { heldMeanwhile = login.isHeld(); });
        prepareForSleep(true);
        QTRY_VERIFY(!login.isHeld());
        QVERIFY(heldMeanwhile);
        prepareForSleep(false);
        QTRY_VERIFY(login.isHeld()); // for the next time
    }

    void signsOutAsTheSettingsWant_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<Session::End>("reason");
        QTest::newRow("screen") << QByteArray("screen") << Session::End::ScreenLocked;
        QTest::newRow("suspend") << QByteArray("suspend") << Session::End::Suspended;
    }
    void signsOutAsTheSettingsWant() {
        QFETCH(QByteArray, key);
        QFETCH(Session::End, reason);
        for (const bool wanted : {false, true}) {
            const Part part(*this, wanted ? "[lock]\n\t" + key + " = true\n" : QByteArray());
            part.tell(reason);
            QCOMPARE(part.session->isActive(), !wanted);
            QCOMPARE(part.ends->size(), wanted ? 1 : 0);
            if (wanted)
                QCOMPARE(part.ends->first().first().value<Session::End>(), reason);
            part.tell(reason == Session::End::Suspended ? Session::End::ScreenLocked
                                                        : Session::End::Suspended);
            QCOMPARE(part.session->isActive(), !wanted); // the other one says nothing
        }
    }

    void signsOutWhenItsKeyIsRemoved() {
        keys_->keys = {{u"/dev/hidraw1"_s, u"One"_s}, {u"/dev/hidraw2"_s, u"Two"_s}};
        const Part part(*this, "[lock]\n\tkeyRemoved = true\n");
        QVERIFY(keys_->changed);
        settle();
        changeKeys({{u"/dev/hidraw1"_s, u"One"_s}});
        QVERIFY(part.session->isActive()); // another one's
        changeKeys({{u"/dev/hidraw2"_s, u"Two"_s}});
        QTRY_VERIFY(!part.session->isActive());
        QCOMPARE(part.ends->first().first().value<Session::End>(), Session::End::KeyRemoved);
        QVERIFY(!keys_->changed); // nothing to watch for
    }

    /// The system didn't tell which of the two signed.
    void signsOutWhenAnyThatMayBeItsKeyIsRemoved_data() {
        QTest::addColumn<QString>("stays");
        QTest::newRow("the first") << u"/dev/hidraw2"_s;
        QTest::newRow("the second") << u"/dev/hidraw1"_s;
    }
    void signsOutWhenAnyThatMayBeItsKeyIsRemoved() {
        QFETCH(const QString, stays);
        const QList<fido::Key> both{{u"/dev/hidraw1"_s, {}}, {u"/dev/hidraw2"_s, {}}};
        const fido::Key later{u"/dev/hidraw3"_s, {}};
        keys_->keys = both;
        const Part part(*this, "[lock]\n\tkeyRemoved = true\n");
        part.signIn({both[0].path, both[1].path});
        settle();
        changeKeys(both + QList<fido::Key>{later});
        changeKeys(both);
        QVERIFY(part.session->isActive()); // that one wasn't there
        changeKeys({{stays, {}}});
        QTRY_VERIFY(!part.session->isActive());
        QCOMPARE(part.ends->first().first().value<Session::End>(), Session::End::KeyRemoved);
    }

    void whereTheSystemAsksAnyInsertedKeyMayHaveSignedIn() {
        test::World world;
        const test::ScriptedServer server(world.server, [](const QByteArray &path, auto &) {
            using Answer = test::ScriptedAnswer;
            if (path == "/oauth/register")
                return Answer{201, {{u"client_id"_s, u"client"_s}}};
            if (path == "/oauth/token")
                return Answer{200, {{u"access_token"_s, u"t"_s}, {u"token_type"_s, u"DPoP"_s}}};
            return Answer{200,
                          {{u"challenge"_s, u"AAECAw"_s},
                           {u"rp_id"_s, u"127.0.0.1"_s},
                           {u"state"_s, u"state"_s}}};
        });
        const auto user = std::make_shared<test::SystemUser>();
        const QList<fido::Key> inserted{{u"kept:1"_s, {}}, {u"kept:2"_s, {}}};
        fido::Authenticator keys(std::make_unique<test::KeptKeys>(user, inserted));
        SignIn signIn(world.servers, keys, world.report, world.session, world.clock);
        const auto waiter = signIn.join({});
        QTRY_VERIFY(user->isAsked());
        user->plug({u"kept:3"_s, {}});
        user->sign();
        QTRY_VERIFY(waiter->done().isFinished());
        QVERIFY(world.session.isByKey());
        QCOMPARE(world.session.keyPaths(), (QStringList{u"kept:1"_s, u"kept:2"_s, u"kept:3"_s}));
    }

    void aKeyThatWasOutAlreadySignsNobodyOut() {
        keys_->keys = {{u"/dev/hidraw2"_s, u"Two"_s}};
        const Part part(*this, "[lock]\n\tkeyRemoved = true\n");
        settle();
        changeKeys({});
        QVERIFY(part.session->isActive());
        changeKeys({{u"/dev/hidraw1"_s, u"One"_s}});
        changeKeys({});
        QTRY_VERIFY(!part.session->isActive());
    }

    void keysAreWatchedOnlyWhereItMatters() {
        keys_->keys = {{u"/dev/hidraw1"_s, u"One"_s}};
        const Part part(*this, {});
        QVERIFY(!keys_->changed);
        write("[lock]\n\tkeyRemoved = true\n");
        QTRY_VERIFY(keys_->changed);
        part.session->end(Session::End::SignedOut);
        QVERIFY(!keys_->changed);
    }

    void endsProfilesAsTheSettingsWant_data() {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<Session::End>("reason");
        QTest::addColumn<bool>("hasSession"); ///< else the Vouch session's time was over before
        for (const bool hasSession : {true, false}) {
            const char *with = hasSession ? "with a session" : "without one";
            QTest::addRow("screen, %s", with)
                << QByteArray("screen") << Session::End::ScreenLocked << hasSession;
            QTest::addRow("suspend, %s", with)
                << QByteArray("suspend") << Session::End::Suspended << hasSession;
            QTest::addRow("key, %s", with)
                << QByteArray("keyRemoved") << Session::End::KeyRemoved << hasSession;
        }
    }
    void endsProfilesAsTheSettingsWant() {
        QFETCH(QByteArray, key);
        QFETCH(Session::End, reason);
        QFETCH(bool, hasSession);
        for (const bool wanted : {false, true}) {
            keys_->keys = {{u"/dev/hidraw1"_s, u"One"_s}};
            const Part part(*this, wanted ? "[lock]\n\t" + key + " = true\n" : QByteArray());
            if (!hasSession)
                part.session->end(Session::End::Expired);
            bool isHeld = false;
            const ScopedTask using_([&](std::stop_token stop) { return use(&part, &isHeld, stop); },
                                    {});
            QTRY_VERIFY(isHeld);
            QVERIFY(part.world->profiles.holdsAny());
            settle();
            if (reason == Session::End::KeyRemoved)
                changeKeys({});
            else
                part.tell(reason);
            if (wanted)
                QTRY_VERIFY(!part.world->profiles.holdsAny());
            QCOMPARE(part.world->profiles.holdsAny(), !wanted);
            QCOMPARE(part.session->isActive(), hasSession && !wanted);
        }
    }

    /// By all ways, but not by the session's own end.
    void theSessionsOwnEndLeavesProfilesAlone() {
        const Part part(*this, "[lock]\n\tscreen = true\n");
        for (const auto reason : {Session::End::Expired, Session::End::Refused}) {
            bool isHeld = false;
            part.signIn();
            const ScopedTask using_([&](std::stop_token stop) { return use(&part, &isHeld, stop); },
                                    {});
            QTRY_VERIFY(isHeld);
            part.session->end(reason);
            QVERIFY(part.world->profiles.holdsAny());
        }
        QVERIFY(part.world->credentials.inUse());
        part.world->signOut.end(Session::End::SignedOut);
        QVERIFY(!part.world->profiles.holdsAny());
        QVERIFY(!part.world->credentials.inUse());
        QVERIFY(!part.world->signOut.isAnythingOpen());
    }

private:
    /// The policy over a file, with somebody signed in by the key at hidraw1.
    struct Part {
        Part(TestLocking &test, const QByteArray &file) {
            test.write(file);
            configuration = std::make_unique<Configuration>(
                SettingsFile(test.folder_->filePath(u"vouch/settings"_s)));
            authenticator =
                std::make_unique<fido::Authenticator>(std::make_unique<PluggedKeys>(test.keys_));
            locking =
                std::make_unique<Locking>(*configuration, *session, world->signOut, *authenticator);
            ends = std::make_unique<QSignalSpy>(session, &Session::ended);
            signIn();
        }
        void signIn(const QStringList &keyPaths = {u"/dev/hidraw1"_s}) const {
            identity::Login login;
            login.accessToken = std::make_shared<Secret>("t");
            login.expiresAt = world->clock.now() + 1h;
            session->begin(login, keyPaths);
        }
        void tell(Session::End what) const {
            if (what == Session::End::ScreenLocked)
                locking->screenLocked();
            else
                locking->suspending();
        }

        std::unique_ptr<test::World> world = std::make_unique<test::World>(false);
        std::unique_ptr<Configuration> configuration;
        Session *session = &world->session;
        std::unique_ptr<fido::Authenticator> authenticator;
        std::unique_ptr<Locking> locking;
        std::unique_ptr<QSignalSpy> ends;
    };

    /// An AWS profile's credentials, which need no Vouch session.
    static QCoro::Task<> use(const Part *part, bool *isHeld, std::stop_token stop) {
        Route route;
        route.profile = u"printed"_s;
        const CredentialsRequest request;
        PromptContext context;
        context.waiting = [] {};
        co_await part->world->credentials.obtain(route, request, context, stop);
        throwIfStopped(stop);
        *isHeld = true;
    }
    void startLogin(Login &login) {
        QVERIFY(other_->registerObject(u"/org/freedesktop/login1"_s, &login,
                                       QDBusConnection::ExportAllSlots));
        QVERIFY(other_->registerService(u"org.freedesktop.login1"_s));
    }
    void emitSignal(const QString &path, const QString &face, const QString &name,
                    const QVariantList &values) {
        QDBusMessage signal = QDBusMessage::createSignal(path, face, name);
        signal.setArguments(values);
        QVERIFY(other_->send(signal));
    }
    void hint(bool locked) {
        emitSignal(ourSession, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s,
                   {u"org.freedesktop.login1.Session"_s, QVariantMap{{u"LockedHint"_s, locked}},
                    QStringList()});
    }
    void prepareForSleep(bool begins) {
        emitSignal(u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s,
                   u"PrepareForSleep"_s, {begins});
    }
    /// Lets what was asked of the keys be answered.
    static void settle() { QTest::qWait(50); }
    void changeKeys(const QList<fido::Key> &keys) {
        keys_->keys = keys;
        if (keys_->changed)
            keys_->changed();
        settle();
    }
    void write(const QByteArray &text) {
        const QString path = folder_->filePath(u"vouch/settings"_s);
        QDir().mkpath(QFileInfo(path).path());
        QFile::remove(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(text);
    }

    QTemporaryDir aws_;
    test::PrivateBus bus_;
    std::unique_ptr<QDBusConnection> other_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::shared_ptr<PluggedKeys::State> keys_;
};

QTEST_GUILESS_MAIN(TestLocking)
#include "test_locking.moc"
