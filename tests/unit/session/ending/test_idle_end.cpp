// SPDX-License-Identifier: Apache-2.0
// When an application without a display ends by itself.
#include "patience.h"
#include "session/ending/idle_end.h"
#include "world.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using vouch::test::World;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<> use(Profiles *profiles, bool *isDone, std::stop_token stop) {
    const CredentialsRequest request;
    PromptContext context;
    context.waiting = [] {};
    co_await profiles->credentials(u"printed"_s, request, context, stop);
    throwIfStopped(stop);
    *isDone = true;
}

} // namespace

class TestIdleEnd : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        qputenv("AWS_CONFIG_FILE", folder_->filePath(u"config"_s).toUtf8());
        qputenv("AWS_SHARED_CREDENTIALS_FILE", folder_->filePath(u"credentials"_s).toUtf8());
        world_ = std::make_unique<World>(false);
        ended_ = 0;
        end_ = std::make_unique<IdleEnd>(world_->session, world_->signIns, world_->enrollment,
                                         world_->profiles, world_->clock, [this] { ++ended_; });
    }
    void cleanup() {
        end_.reset();
        world_.reset();
    }

    void afterTenMinutesOfNothing() {
        world_->clock.pass(10min - 1s);
        QCOMPARE(ended_, 0);
        world_->clock.pass(1s);
        QCOMPARE(ended_, 1);
    }

    void notWhileSomebodyIsSignedIn() {
        world_->signIn(1h);
        world_->clock.pass(1h - 1s);
        QCOMPARE(ended_, 0);
        world_->clock.pass(1s); // it ends
        world_->clock.pass(10min - 1s);
        QCOMPARE(ended_, 0);
        world_->clock.pass(1s);
        QCOMPARE(ended_, 1);
    }

    /// Until three hours from the start.
    void notWhileAProfileIsInUse() {
        writeProfile();
        use();
        world_->clock.pass(3h + 10min - 1s);
        QCOMPARE(ended_, 0);
        world_->clock.pass(1s);
        QCOMPARE(ended_, 1);
    }

    void tenMinutesAfterASignOut() {
        writeProfile();
        use();
        world_->signOut.end(Session::End::SignedOut);
        world_->clock.pass(10min);
        QCOMPARE(ended_, 1);
    }

private:
    void writeProfile() {
        QFile file(folder_->filePath(u"config"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[profile printed]\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":"
                   "\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"wJalrXUtnFEMI\","
                   "\"SessionToken\":\"dG9rZW4\",\"Expiration\":\"2026-03-02T12:00:00Z\"}'\n");
        file.close();
        QVERIFY(QFile(folder_->filePath(u"credentials"_s)).open(QIODevice::WriteOnly));
    }
    void use() {
        bool isDone = false;
        const ScopedTask task(
            [&](std::stop_token stop) { return ::use(&world_->profiles, &isDone, stop); }, {});
        QTRY_VERIFY(isDone);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<World> world_;
    std::unique_ptr<IdleEnd> end_;
    int ended_ = 0;
};

QTEST_GUILESS_MAIN(TestIdleEnd)
#include "test_idle_end.moc"
