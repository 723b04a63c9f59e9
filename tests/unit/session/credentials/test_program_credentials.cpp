// SPDX-License-Identifier: Apache-2.0
// Which program a permission is for, and how long it lasts. Everything is real except the server,
// which never answers: a request that waits for the server was allowed.
#include "patience.h"
#include "session/credentials/program_credentials.h"
#include "world.h"

#include <QTest>

using namespace vouch;
using vouch::test::World;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<> give(ProgramCredentials *programs, PromptContext context, std::stop_token stop) {
    const CredentialsRequest request;
    co_await programs->give(u"Developer"_s, request, std::move(context), stop);
}

} // namespace

class TestProgramCredentials : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        world_ = std::make_unique<World>();
        world_->prompts.setDisplay(true);
        world_->signIn(8h);
        programs_ = std::make_unique<ProgramCredentials>(
            world_->configuration, world_->session, world_->routes, world_->credentials,
            world_->questions, world_->prompts, world_->activity, world_->snooze, world_->clock);
    }
    void cleanup() {
        tasks_.clear();
        programs_.reset();
        world_.reset();
    }

    void holdsForOneExecutable() {
        QVERIFY(isAsked(u"1:7:/usr/bin/terraform"_s));
        allow();
        QVERIFY(!isAsked(u"1:7:/usr/bin/terraform"_s));
        QVERIFY(isAsked(u"1:8:/usr/bin/terraform"_s)); // replaced by another file
        allow();
        QVERIFY(isAsked(u"1:7:/home/nora/terraform"_s));
    }

    void holdsOnceIfTheExecutableIsUnknown() {
        QVERIFY(isAsked({}));
        QVERIFY(isAsked({}));
        QCOMPARE(world_->questions.current()->requesters.size(), 1); // they don't share an answer
        world_->questions.answer({});
        QTRY_VERIFY(!world_->questions.current()->isBusy); // the other one
        allow();
        QVERIFY(isAsked({}));
    }

    void endsWithoutUse() {
        const QString aws = u"1:7:/usr/bin/python3\n1:9:/usr/bin/aws"_s;
        QVERIFY(isAsked(aws));
        allow();
        for (int i = 0; i < 3; ++i) {
            world_->clock.pass(15min); // used each time
            QVERIFY(!isAsked(aws));
        }
        world_->clock.pass(15min + 1s);
        QVERIFY(isAsked(aws));
    }

    void endsAtSignOut() {
        QVERIFY(isAsked(u"1:7:/usr/bin/terraform"_s));
        allow();
        world_->session.end(Session::End::SignedOut);
        world_->signIn(8h);
        QVERIFY(isAsked(u"1:7:/usr/bin/terraform"_s));
    }

private:
    /// Whether a program's request prompts the user (`waiting` is called before a prompt).
    bool isAsked(const QString &identity) {
        PromptContext context;
        context.who.purpose = Requester::Purpose::Program;
        context.who.program = u"terraform"_s;
        context.who.pid = 3127;
        context.who.identity = identity;
        context.prompting = Prompting::Yes;
        const auto asked = std::make_shared<bool>(false);
        context.waiting = [asked] { *asked = true; };
        tasks_.push_back(std::make_unique<ScopedTask>(
            [=, this](std::stop_token stop) { return give(programs_.get(), context, stop); },
            [](const Error &) {}));
        return *asked;
    }
    void allow() {
        world_->questions.answer({});
        QTRY_COMPARE(world_->questions.current(), nullptr);
    }

    std::unique_ptr<World> world_;
    std::unique_ptr<ProgramCredentials> programs_;
    std::vector<std::unique_ptr<ScopedTask>> tasks_;
};

QTEST_GUILESS_MAIN(TestProgramCredentials)
#include "test_program_credentials.moc"
