// SPDX-License-Identifier: Apache-2.0
// AWS profiles as sources of credentials: shared MFA prompts, when and how often the user is
// prompted, and which role or profile a repository gets. AWS is the sandbox, the clock the test's.
#include "core/tasks_under_way.h"
#include "patience.h"
#include "sts_sandbox.h"
#include "world.h"

#include <QTest>

#include <array>

using namespace vouch;
using vouch::test::Ended;
using vouch::test::keep;
using vouch::test::Sandbox;
using vouch::test::World;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = Questions::Question::Kind;

namespace {

void write(const QString &path, const QString &text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

SharedSecret secret(const QString &text) {
    return std::make_shared<Secret>(text.toUtf8());
}

} // namespace

class TestProfiles : public QObject {
    Q_OBJECT
private:
    struct Request {
        Ended<aws::Credentials> ended;
        ScopedTask work;
        int waits = 0;
    };

    QTemporaryDir folder_;
    Sandbox sandbox_;
    std::unique_ptr<World> world_;
    std::vector<std::unique_ptr<Request>> requests_;
    AwsVariables::Keys keys_; ///< of the requester

    PromptContext context(Request &request, const QString &program,
                          Prompting prompting = Prompting::Yes) {
        PromptContext context;
        context.who.purpose = Requester::Purpose::Git;
        context.who.program = program;
        context.who.repository = u"payments-api"_s;
        context.prompting = prompting;
        context.variables.keys = keys_;
        context.waiting = [&request] { ++request.waits; };
        return context;
    }
    Request &start(const QString &profile, const QString &program = u"git"_s,
                   Prompting prompting = Prompting::Yes) {
        return start(profile, CredentialsRequest(), program, prompting);
    }
    Request &start(const QString &profile, const CredentialsRequest &wanted,
                   const QString &program = u"aws"_s, Prompting prompting = Prompting::Yes) {
        requests_.push_back(std::make_unique<Request>());
        Request &request = *requests_.back();
        request.work = ScopedTask(
            [&, profile, wanted](std::stop_token stop) {
                auto task = world_->profiles.credentials(
                    profile, wanted, context(request, program, prompting), std::move(stop));
                return keep<aws::Credentials>(std::move(task), &request.ended);
            },
            [](const Error &) {});
        return request;
    }
    bool isDone(const Request &request) {
        return QTest::qWaitFor([&] { return request.ended.isDone(); }, 30'000);
    }
    const Questions::Question *question() { return world_->questions.current(); }
    QString code(int steps = 0) {
        return sandbox_.ask({{u"code"_s, steps}}).value("code"_L1).toString();
    }
    void answer(const QString &digits) {
        Questions::Answer answer;
        answer.secret = secret(digits);
        world_->questions.answer(answer);
    }
    int calls(const QString &action) {
        const auto state = sandbox_.ask({{u"counted"_s, true}});
        return state.value(action).toInt();
    }
    QCoro::Task<> ask(Ended<GitAnswer> *ended, std::stop_token stop) {
        GitRequest request;
        request.host = u"git-codecommit.us-east-1.amazonaws.com"_s;
        request.region = u"us-east-1"_s;
        request.path = u"v1/repos/payments-api"_s;
        request.userName = u"ci"_s;
        request.prompting = Prompting::No;
        return keep<GitAnswer>(world_->gitCredentials.gitCredential(
                                   request, [] {}, std::move(stop)),
                               ended);
    }
    Ended<GitAnswer> git() {
        Ended<GitAnswer> ended;
        const ScopedTask work([&](std::stop_token stop) { return ask(&ended, std::move(stop)); },
                              {});
        [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
        return ended;
    }
    /// The access key ID of the password.
    QByteArray keyOf(const Ended<GitAnswer> &ended) {
        return ended.result ? ended.result->username->view().toByteArray().split('%').first()
                            : QByteArray();
    }
    Ended<Route> choose(const QString &userName, const QString &repository,
                        Prompting prompting = Prompting::No, const QString &variable = {}) {
        Ended<Route> ended;
        Request request;
        const ScopedTask work(
            [&](std::stop_token stop) {
                PromptContext asks = context(request, u"git"_s, prompting);
                asks.variables.profile = variable;
                return keep<Route>(world_->routes.choose(userName, u"us-east-1"_s, repository, asks,
                                                         std::move(stop)),
                                   &ended);
            },
            {});
        const bool came =
            QTest::qWaitFor([&] { return ended.isDone() || question() != nullptr; }, 30'000);
        if (came && question() != nullptr) {
            Questions::Answer answer;
            answer.text = question()->profiles.last();
            world_->questions.answer(answer);
            [&] { QTRY_VERIFY(ended.isDone()); }();
        }
        return ended;
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(sandbox_.start(folder_.path()));
        sandbox_.takeConnections();
    }
    void init() {
        const auto people = sandbox_.ask({{u"people"_s, true}}); // new ones, with unused codes
        const auto dylan = people.value("dylan"_L1).toObject();
        const auto ci = people.value("ci"_L1).toObject();
        const auto roles = people.value("roles"_L1).toObject();
        const QString keys = u"[%1]\naws_access_key_id = %2\naws_secret_access_key = %3\n"_s;
        const auto of = [&](const QString &name, const QJsonObject &user) {
            return keys.arg(name, user.value("access_key_id"_L1).toString(),
                            user.value("secret_access_key"_L1).toString());
        };
        write(folder_.filePath(u"credentials"_s), of(u"acme"_s, dylan) + of(u"ci"_s, ci));
        const QString serial = dylan.value("mfa_serial"_L1).toString();
        write(folder_.filePath(u"config"_s),
              u"[profile acme]\nregion = us-east-1\nmfa_serial = %1\n"
              "[profile deploy]\nsource_profile = acme\nrole_arn = %2\nexternal_id = desk-42\n"
              "mfa_serial = %1\n"
              "[profile audit]\nsource_profile = deploy\nrole_arn = %3\n"
              "[profile short]\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":"
              "\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"wJalrXUtnFEMI\",\"SessionToken\":"
              "\"dG9rZW4\",\"Expiration\":\"%4\"}'\n"_s.arg(
                  serial, roles.value("Deployer"_L1).toString(),
                  roles.value("Auditor"_L1).toString(),
                  QDateTime::currentDateTimeUtc().addSecs(120).toString(Qt::ISODate)));
        world_ = std::make_unique<World>(false);
        world_->clock.jumpTo(
            Time(std::chrono::seconds(QDateTime::currentSecsSinceEpoch()))); // AWS's
        world_->awsHttp.trust(http::readAuthorities(sandbox_.world.value("ca"_L1).toString()));
        world_->profiles.setFiles(folder_.filePath(u"config"_s),
                                  folder_.filePath(u"credentials"_s));
        world_->prompts.setDisplay(true);
        sandbox_.ask({{u"reset"_s, true}});
    }
    void cleanup() {
        requests_.clear();
        world_.reset();
    }

    void cleanupTestCase() { QTRY_COMPARE(tasksUnderWay(), 0); }

    void asksOnceForEveryProfileBehindADevice() {
        const std::array<Request *, 3> all = {&start(u"acme"_s, u"git"_s),
                                              &start(u"deploy"_s, u"code"_s),
                                              &start(u"acme"_s, u"idea"_s)};
        QTRY_VERIFY(question() != nullptr && question()->requesters.size() == 3);
        QCOMPARE(question()->kind, Kind::Code);
        // Which of them asks first depends on whose files are read first.
        QVERIFY(QStringList({u"acme"_s, u"deploy"_s}).contains(question()->name));
        QCOMPARE(question()->device, u"dylan"_s);
        answer(code());
        QVERIFY(question()->isBusy);
        for (Request *request : all) {
            QVERIFY(isDone(*request));
            QVERIFY2(request->ended.result, qPrintable(request->ended.message()));
            QCOMPARE(request->waits, 1);
        }
        QCOMPARE(question(), nullptr);
        QCOMPARE(all[0]->ended.result->accessKeyId, all[2]->ended.result->accessKeyId);
        QVERIFY(all[0]->ended.result->accessKeyId != all[1]->ended.result->accessKeyId);
        QCOMPARE(calls(u"GetSessionToken"_s), 1);
        QCOMPARE(calls(u"AssumeRole"_s), 1);

        // The session also serves a chain of two roles, without another prompt.
        Request &chained = start(u"audit"_s, u"git"_s, Prompting::No);
        QVERIFY(isDone(chained));
        QVERIFY2(chained.ended.result, qPrintable(chained.ended.message()));
        QCOMPARE(calls(u"GetSessionToken"_s), 1);

        world_->profiles.forget();
        Request &after = start(u"deploy"_s, u"git"_s, Prompting::No);
        QVERIFY(isDone(after));
        QCOMPARE(after.ended.error->kind(), Error::Kind::PromptNeeded);
    }

    void sendsNoCodeTwice() {
        Request &request = start(u"acme"_s);
        QTRY_VERIFY(question() != nullptr);
        answer(u"000000"_s);
        QTRY_VERIFY(!question()->isBusy);
        QVERIFY2(question()->note.startsWith("AWS did not accept the MFA code."_L1),
                 qPrintable(question()->note));
        answer(u"000000"_s);
        QTRY_VERIFY(!question()->isBusy);
        QCOMPARE(question()->note, u"This code was already sent. Use the next one."_s);
        QCOMPARE(calls(u"GetSessionToken"_s), 1);
        answer(code());
        QVERIFY(isDone(request));
        QVERIFY2(request.ended.result, qPrintable(request.ended.message()));
        QCOMPARE(calls(u"GetSessionToken"_s), 2);
    }

    void decliningSnoozesPrompts() {
        Request &first = start(u"acme"_s), &second = start(u"deploy"_s);
        QTRY_VERIFY(question() != nullptr && question()->requesters.size() == 2);
        world_->questions.decline(question()->number);
        for (Request *request : {&first, &second}) {
            QVERIFY(isDone(*request));
            QCOMPARE(request->ended.error->kind(), Error::Kind::Canceled);
            QVERIFY(request->ended.message().contains("won't ask again for payments-api"_L1));
        }
        QCOMPARE(question(), nullptr);
        Request &third = start(u"acme"_s);
        QVERIFY(isDone(third));
        QCOMPARE(third.ended.error->kind(), Error::Kind::Snoozed);
    }

    void anAnsweredQuestionIsNotDeclined() {
        Request &first = start(u"acme"_s);
        QTRY_VERIFY(question() != nullptr);
        answer(code());
        world_->questions.decline(question()->number); // the code was sent already
        QCOMPARE(question(), nullptr);
        QVERIFY(isDone(first));
        QVERIFY2(first.ended.result, qPrintable(first.ended.message()));
        QVERIFY(world_->snooze.entries().isEmpty());
    }

    void aDeclinedQuestionIsNotRepeated() {
        Request &first = start(u"acme"_s);
        QTRY_VERIFY(question() != nullptr);
        answer(u"000000"_s);
        world_->questions.decline(question()->number);
        QVERIFY(isDone(first));
        QCOMPARE(first.ended.error->kind(), Error::Kind::Canceled);
        QCOMPARE(question(), nullptr);
        QCOMPARE(world_->snooze.entries().size(), 1);
    }

    void theLastRequesterToLeaveWithdrawsTheQuestion() {
        Request &first = start(u"acme"_s), &second = start(u"acme"_s, u"code"_s);
        QTRY_VERIFY(question() != nullptr && question()->requesters.size() == 2);
        first.work.stop();
        QTRY_COMPARE(question()->requesters.size(), 1);
        QCOMPARE(question()->requesters.first().program, u"code"_s);
        second.work.stop();
        QTRY_VERIFY(question() == nullptr);

        Request &late = start(u"acme"_s);
        QTRY_VERIFY(question() != nullptr);
        world_->clock.pass(120s);
        QVERIFY(isDone(late));
        QCOMPARE(late.ended.error->kind(), Error::Kind::TimedOut);
        QCOMPARE(question(), nullptr);
    }

    void doesNotPromptWherePromptsAreNotAllowed() {
        Request &unknown = start(u"acme"_s, u"git"_s, Prompting::Unknown);
        QVERIFY(isDone(unknown));
        QCOMPARE(unknown.ended.error->kind(), Error::Kind::PromptNeeded);
        QCOMPARE(question(), nullptr);
    }

    void refusesCredentialsThatExpireTooSoon() {
        Request &request = start(u"short"_s);
        QVERIFY(isDone(request));
        QVERIFY2(request.ended.message().contains("too soon to be useful"_L1),
                 qPrintable(request.ended.message()));
    }

    void acceptsSessionsAsShortAsRequested() {
        world_->clock.jumpTo(world_->clock.now() + 1s); // ahead of AWS
        CredentialsRequest wanted{900s, 900s};
        Request &user = start(u"ci"_s, wanted);
        QVERIFY(isDone(user));
        QVERIFY2(user.ended.result, qPrintable(user.ended.message()));
        QVERIFY(isDone(start(u"ci"_s, wanted)));
        QCOMPARE(calls(u"GetSessionToken"_s), 1);

        QFile config(folder_.filePath(u"config"_s));
        QVERIFY(config.open(QIODevice::Append));
        config.write("[profile brief]\ninclude_profile = deploy\nduration_seconds = 900\n");
        config.close();
        wanted = {900s};
        Request &role = start(u"brief"_s, wanted);
        QTRY_VERIFY(question() != nullptr);
        answer(code());
        QVERIFY(isDone(role));
        QVERIFY2(role.ended.result, qPrintable(role.ended.message()));
        QVERIFY(isDone(start(u"brief"_s, wanted)));
        QCOMPARE(calls(u"AssumeRole"_s), 1);
    }

    void aSessionIsAsLongAsRequested() {
        Request &usual = start(u"acme"_s);
        QTRY_VERIFY(question() != nullptr);
        answer(code());
        QVERIFY(isDone(usual));
        const CredentialsRequest wanted{900s, 900s};
        Request &brief = start(u"acme"_s, wanted);
        QTRY_VERIFY(question() != nullptr);
        answer(code(1));
        QVERIFY(isDone(brief));
        QVERIFY2(brief.ended.result, qPrintable(brief.ended.message()));
        QVERIFY(brief.ended.result->expiresAt < usual.ended.result->expiresAt);
    }

    /// AWS treats a role assumed with a GetSessionToken session as chained.
    void aRoleBehindMfaIsLimitedToAnHour() {
        QFile config(folder_.filePath(u"config"_s));
        QVERIFY(config.open(QIODevice::Append));
        config.write("[profile long]\ninclude_profile = deploy\nduration_seconds = 7200\n");
        config.close();
        Request &byProfile = start(u"long"_s);
        QTRY_VERIFY(question() != nullptr);
        answer(code());
        QVERIFY(isDone(byProfile));
        QVERIFY2(byProfile.ended.result, qPrintable(byProfile.ended.message()));
        Request &byRequest = start(u"deploy"_s, CredentialsRequest{300s, 7200s});
        QVERIFY(isDone(byRequest));
        QVERIFY2(byRequest.ended.result, qPrintable(byRequest.ended.message()));
    }

    void namesTheFileOfKeysThatHaveExpired() {
        const QString file = folder_.filePath(u"credentials"_s);
        const auto saml = [&](const QString &end) {
            write(file, u"[saml]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\n"
                        "aws_secret_access_key = wJalrXUtnFEMI\naws_session_token = dG9rZW4\n"_s +
                            end);
        };
        saml(u"x_security_token_expires = 2024-05-01T10:00:00+02:00\n"_s);
        Request &expired = start(u"saml"_s);
        QVERIFY(isDone(expired));
        QCOMPARE(expired.ended.message(),
                 u"The temporary keys of “saml” in %1 have expired."_s.arg(file));

        saml({}); // the end is unknown
        Request &unknown = start(u"saml"_s);
        QVERIFY(isDone(unknown));
        QVERIFY2(unknown.ended.result, qPrintable(unknown.ended.message()));
        QCOMPARE(unknown.ended.result->expiresAt, Time{});
    }

    void aDisabledRegionIsExplainedByTheProfilesLine() {
        QFile config(folder_.filePath(u"config"_s));
        QVERIFY(config.open(QIODevice::Append));
        config.write("[profile hop]\nsource_profile = ci\nregion = eu-west-1\n"
                     "role_arn = arn:aws:iam::123456789012:role/Auditor\n");
        config.close();
        const auto hint = [&](const QString &profile) {
            sandbox_.ask({{u"refuse"_s, u"RegionDisabledException"_s}, {u"count"_s, 1}});
            Request &request = start(profile);
            [&] { QVERIFY(isDone(request)); }();
            return request.ended.error ? request.ended.error->hint() : QString();
        };
        QCOMPARE(
            hint(u"hop"_s),
            u"Change the line “region = eu-west-1” in the AWS profile “hop” to another region."_s);
        QCOMPARE(hint(u"ci"_s),
                 u"Add a line “region = REGION” with another region to the AWS profile “ci”."_s);
    }

    void revokedCredentialsAreReplaced() {
        sandbox_.ask({{u"repository"_s, u"payments-api"_s}});
        const auto first = git();
        QVERIFY2(first.result && first.result->hint.isEmpty(), qPrintable(first.message()));
        QCOMPARE(keyOf(git()), keyOf(first));

        sandbox_.ask({{u"revoke"_s, true}});
        world_->clock.pass(6min);
        QCOMPARE(keyOf(git()), keyOf(first)); // not noticed yet
        world_->clock.pass(5s);
        const auto second = git(); // git retries: it was refused
        QVERIFY(keyOf(second) != keyOf(first));
        QCOMPARE(second.result->hint, QString());
        const int asked = calls(u"GetSessionToken"_s);

        // Fresh credentials must have been refused for another reason.
        sandbox_.ask({{u"revoke"_s, true}});
        world_->clock.pass(20s);
        QVERIFY(git().result->hint.isEmpty()); // checked a moment ago
        world_->clock.pass(20s);
        const auto third = git();
        QVERIFY2(third.result->hint.contains("can't read"_L1), qPrintable(third.result->hint));
        QCOMPARE(keyOf(third), keyOf(second));
        QCOMPARE(calls(u"GetSessionToken"_s), asked);

        // Concurrent requests get the same credentials.
        world_->clock.pass(5min);
        Ended<GitAnswer> one, other;
        const ScopedTask oneTask([&](std::stop_token stop) { return ask(&one, std::move(stop)); },
                                 {});
        const ScopedTask otherTask(
            [&](std::stop_token stop) { return ask(&other, std::move(stop)); }, {});
        QTRY_VERIFY_WITH_TIMEOUT(one.isDone() && other.isDone(), 60'000);
        QVERIFY(keyOf(one) != keyOf(third));
        QCOMPARE(keyOf(other), keyOf(one));
    }

    void givesASessionOfKeysAndNotTheKeys() {
        Request &request = start(u"ci"_s);
        QVERIFY(isDone(request));
        QVERIFY2(request.ended.result, qPrintable(request.ended.message()));
        QVERIFY(request.ended.result->sessionToken != nullptr);
        QVERIFY(request.ended.result->accessKeyId.startsWith("ASIA"));
        QVERIFY(world_->profiles.drop(request.ended.result->accessKeyId));
        QVERIFY(!world_->profiles.drop(request.ended.result->accessKeyId));
    }

    void anUnreachableHostIsNotTriedEachTime() {
        GitRequest git;
        git.host = u"git-codecommit.nowhere.example"_s;
        git.region = u"us-east-1"_s;
        git.path = u"v1/repos/payments-api"_s;
        git.userName = u"ci"_s;
        const auto isAnswered = [&] {
            Ended<GitAnswer> ended;
            const ScopedTask work(
                [&](std::stop_token stop) {
                    return keep<GitAnswer>(world_->gitCredentials.gitCredential(
                                               git, [] {}, std::move(stop)),
                                           &ended);
                },
                {});
            return QTest::qWaitFor([&] { return ended.isDone(); }, 30'000) && ended.result;
        };
        const auto refused = [this] {
            return sandbox_.ask({{u"faults_hit"_s, true}}).value("proxy_refused"_L1).toInt();
        };
        QVERIFY(isAnswered());
        const int tried = refused();
        QVERIFY(tried > 0);
        QVERIFY(isAnswered());
        QCOMPARE(refused(), tried);
        world_->clock.pass(10min);
        QVERIFY(isAnswered());
        QVERIFY(refused() > tried);
    }

    void followsAChangedFile() {
        Request &before = start(u"ci"_s);
        QVERIFY(isDone(before));
        write(folder_.filePath(u"credentials"_s), u"[other]\n"_s);
        Request &after = start(u"ci"_s);
        QVERIFY(isDone(after));
        QVERIFY(after.ended.error);
        QCOMPARE(after.ended.error->kind(), Error::Kind::NotFound);
    }

    /// Reading the files again drops the STS with the profile's certificate authorities.
    void filesMayChangeDuringARequest() {
        const QString config = folder_.filePath(u"config"_s);
        const QString own = u"[profile own]\nregion = us-east-1\nca_bundle = %1\n"_s.arg(
            sandbox_.world.value("ca"_L1).toString());
        write(config, own);
        const auto people = sandbox_.ask({{u"people"_s, true}}).value("ci"_L1).toObject();
        const Profiles::AccessKeys keys{people.value("access_key_id"_L1).toString().toUtf8(),
                                        secret(people.value("secret_access_key"_L1).toString())};
        Ended<QString> added;
        const ScopedTask adding(
            [&](std::stop_token stop) {
                return keep<QString>(world_->profiles.add(u"own"_s, keys, std::move(stop)), &added);
            },
            {});
        write(config, own + u"# changed\n"_s);
        Ended<QStringList> names;
        const ScopedTask reading(
            [&](std::stop_token stop) {
                return keep<QStringList>(world_->profiles.knownNames(std::move(stop)), &names);
            },
            {});
        QTRY_VERIFY(names.isDone());
        QVERIFY(QTest::qWaitFor([&] { return added.isDone(); }, 30'000));
        // AWS accepted the keys, but there is no keychain to store them in.
        QVERIFY(added.error);
        QCOMPARE(added.error->kind(), Error::Kind::Keychain);
    }

    void aRepositoryGetsItsProfile() {
        Ended<Route> route = choose(u"deploy"_s, u"payments-api"_s);
        QCOMPARE(route.result->profile, u"deploy"_s);
        QCOMPARE(route.result->because, Route::Because::UserName);
        route = choose(u"deplyo"_s, u"payments-api"_s);
        QCOMPARE(route.error->kind(), Error::Kind::NotFound);
        QVERIFY(route.error->hint().contains("deploy"_L1));
        route = choose({}, u"payments-api"_s);
        QCOMPARE(route.error->kind(), Error::Kind::Role);
        QVERIFY(route.error->message().startsWith("No role is set for this repository. "_L1));
        QVERIFY(route.error->message().contains("acme, "_L1));
        route = choose({}, {});
        QVERIFY(route.error->message().startsWith("No default role is set. You have acme, "_L1));

        // The answer is saved as a rule.
        route = choose({}, u"payments-api"_s, Prompting::Yes);
        QVERIFY2(route.result, qPrintable(route.message()));
        QCOMPARE(route.result->because, Route::Because::Chosen);
        const QString chosen = route.result->profile;
        QCOMPARE(world_->configuration.settings().rules,
                 (QList<RoleRule>{{u"us-east-1/payments-api"_s, chosen}}));
        route = choose({}, u"payments-api"_s);
        QCOMPARE(route.result->profile, chosen);
        QCOMPARE(route.result->because, Route::Because::Rule);
        route = choose({}, u"infra-live"_s);
        QVERIFY(!route.result);
    }

    void refusesOtherFilesThanItsOwn() {
        const QString other = folder_.filePath(u"conf2"_s);
        write(other, u"[profile tilde]\nregion = us-east-1\n"_s);
        const auto asked = [this](const QString &config) {
            Ended<Route> ended;
            Request request;
            PromptContext asks = context(request, u"git"_s, Prompting::No);
            asks.variables.configFile = config;
            const ScopedTask work(
                [&](std::stop_token stop) {
                    return keep<Route>(world_->routes.choose(u"deploy"_s, u"us-east-1"_s, u"x"_s,
                                                             asks, std::move(stop)),
                                       &ended);
                },
                {});
            [&] { QTRY_VERIFY(ended.isDone()); }();
            return ended;
        };
        const Ended<Route> refused = asked(other);
        QVERIFY(refused.error != nullptr);
        QCOMPARE(refused.error->message(),
                 u"AWS_CONFIG_FILE points to %1, but Vouch reads %2."_s.arg(
                     other, folder_.filePath(u"config"_s)));
        QVERIFY(refused.error->hint().contains(u"vouch config set aws-config-file "_s + other));
        QVERIFY(asked(folder_.filePath(u"./config"_s)).result);
        qputenv("AWS_CONFIG_FILE", other.toUtf8()); // the application's own doesn't count
        QCOMPARE(asked({}).result->profile, u"deploy"_s);
        qunsetenv("AWS_CONFIG_FILE");
        QFile::setPermissions(folder_.filePath(u"config"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther);
        const Ended<Route> open = asked({});
        QFile::setPermissions(folder_.filePath(u"config"_s), QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(open.error && open.error->message().startsWith("Other users can write to "_L1));
    }

    void keysOfTheEnvironmentServeOneRequest() {
        const auto ci = sandbox_.ask({{u"people"_s, true}}).value("ci"_L1).toObject();
        write(folder_.filePath(u"credentials"_s), {});
        write(folder_.filePath(u"config"_s), u"[profile env]\nregion = us-east-1\nrole_arn = "
                                             u"arn:aws:iam::123456789012:role/Auditor\n"
                                             "credential_source = Environment\n"_s);
        Request &without = start(u"env"_s);
        QVERIFY(isDone(without) && without.ended.error);
        QVERIFY(without.ended.error->hint().contains("vouch exec"_L1));
        keys_ = {ci.value("access_key_id"_L1).toString().toLatin1(),
                 secret(ci.value("secret_access_key"_L1).toString()), nullptr};
        for (int i = 1; i <= 2; ++i) { // nothing is cached, not even a refusal
            Request &with = start(u"env"_s);
            QVERIFY(isDone(with));
            QCOMPARE(calls(u"AssumeRole"_s), i);
        }
        keys_ = {};
        Request &after = start(u"env"_s);
        QVERIFY(isDone(after) && after.ended.error);
        QCOMPARE(after.ended.error->message(), without.ended.error->message());
    }

    void awsProfileCountsUnlessARoleIsChosen() {
        using Because = Route::Because;
        const auto by = [this](const QString &variable, const QString &userName = {}) {
            return choose(userName, u"payments-api"_s, Prompting::No, variable);
        };
        const auto set = [this](const char *key, const QString &value) {
            SettingsFile(world_->folder.filePath(u"config/settings"_s))
                .set(QString::fromLatin1(key), value);
        };
        Ended<Route> route = by(u"deploy"_s); // nothing is chosen
        QVERIFY2(route.result, qPrintable(route.message()));
        QCOMPARE(route.result->profile, u"deploy"_s);
        QCOMPARE(route.result->because, Because::Variable);
        QCOMPARE(by(u"deploy"_s, u"acme"_s).result->profile, u"acme"_s);
        route = by(u"nosuch"_s);
        QCOMPARE(route.error->kind(), Error::Kind::NotFound);
        QVERIFY(route.error->message().contains(u"AWS_PROFILE is set to “nosuch”"_s));
        QVERIFY(route.error->hint().contains("aws-profile-variable ignore"_L1));

        set("use.role", u"acme"_s); // a profile is
        QCOMPARE(by(u"deploy"_s).result->profile, u"deploy"_s);
        QCOMPARE(by(u"nosuch"_s).error->kind(), Error::Kind::NotFound);
        set("aws.profileVariable", u"ignore"_s);
        route = by(u"nosuch"_s);
        QCOMPARE(route.result->profile, u"acme"_s);
        QCOMPARE(route.result->unusedProfile, QString());
        set("aws.profileVariable", u"use"_s);
        SettingsFile file(world_->folder.filePath(u"config/settings"_s));
        file.addRule({u"payments-*"_s, u"ci"_s});
        QCOMPARE(by(u"deploy"_s).result->profile, u"ci"_s);

        file.unset(u"use.rule"_s); // a role is
        file.addRole({u"Developer"_s, u"arn:aws:iam::123456789012:role/Developer"_s, {}}, true);
        route = by(u"nosuch"_s);
        QCOMPARE(route.result->role.name, u"Developer"_s);
        QCOMPARE(route.result->unusedProfile, u"nosuch"_s);
    }
};

QTEST_GUILESS_MAIN(TestProfiles)
#include "test_profiles.moc"
