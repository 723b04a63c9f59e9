// SPDX-License-Identifier: Apache-2.0
// Signed calls of STS against the sandbox, which verifies them with AWS's own library, and what a
// person is told when AWS refuses.
#include "aws/sts.h"
#include "core/error.h"
#include "core/scoped_task.h"
#include "sts_sandbox.h"

#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace vouch::aws;
using vouch::test::Ended;
using vouch::test::keep;
using vouch::test::Sandbox;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

const StsEndpoint place{QUrl(u"https://sts.eu-west-1.amazonaws.com/"_s), u"eu-west-1"_s};

} // namespace

class TestSts : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;
    Sandbox sandbox_;
    SystemClock clock_;
    std::unique_ptr<http::Client> http_;
    std::unique_ptr<Sts> sts_;

    template <typename T, typename Call>
    Ended<T> run(Call call) {
        Ended<T> ended;
        const ScopedTask task([&](std::stop_token stop) { return keep<T>(call(stop), &ended); },
                              {});
        [&] { QTRY_VERIFY_WITH_TIMEOUT(ended.isDone(), 60'000); }();
        return ended;
    }

    StsCaller user(const QString &name) {
        const auto made = sandbox_.world.value(name).toObject();
        Credentials keys{
            made.value("access_key_id"_L1).toString().toLatin1(),
            std::make_shared<Secret>(made.value("secret_access_key"_L1).toString().toLatin1()),
            nullptr,
            {}};
        return {keys, name};
    }
    StsCaller with(const Ended<Credentials> &ended) {
        [&] { QVERIFY2(ended.result, qPrintable(ended.message())); }();
        return {ended.result.value_or(Credentials{}), u"dylan"_s};
    }
    QString serial() {
        return sandbox_.world.value("dylan"_L1).toObject().value("mfa_serial"_L1).toString();
    }
    /// The device's code now, or `steps` later: each can be used once.
    SharedSecret code(int steps = 0) {
        const auto answer = sandbox_.ask({{u"code"_s, steps}});
        return std::make_shared<Secret>(answer.value("code"_L1).toString().toLatin1());
    }

    Ended<Credentials> session(const StsCaller &caller, const QString &device = {},
                               const SharedSecret &digits = {}) {
        return run<Credentials>([&](std::stop_token stop) {
            return sts_->getSessionToken({place, device, digits, 43200s}, caller, stop);
        });
    }
    Ended<Credentials> assume(const QString &role, const StsCaller &caller,
                              const QString &externalId = {}, std::chrono::seconds life = 3600s) {
        const auto arn =
            *parseRoleArn(sandbox_.world.value("roles"_L1).toObject().value(role).toString());
        return run<Credentials>([&](std::stop_token stop) {
            return sts_->assumeRole({arn, place, u"dylan"_s, externalId, life}, caller, stop);
        });
    }
    Ended<CallerIdentity> identity(const StsCaller &caller) {
        return run<CallerIdentity>(
            [&](std::stop_token stop) { return sts_->getCallerIdentity(place, caller, stop); });
    }

private Q_SLOTS:
    void initTestCase() {
        for (const char *name : {"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"})
            qunsetenv(name);
        QVERIFY(sandbox_.start(folder_.path()));
        sandbox_.takeConnections();
    }
    void init() {
        http_ = std::make_unique<http::Client>();
        http_->trust(http::readAuthorities(sandbox_.world.value("ca"_L1).toString()));
        sts_ = std::make_unique<Sts>(*http_, clock_);
        const auto world = sandbox_.ask({{u"people"_s, true}}); // new ones, with unused codes
        for (const QString &name : {u"dylan"_s, u"ci"_s})
            sandbox_.world.insert(name, world.value(name));
        sandbox_.world.insert(u"roles"_s, world.value("roles"_L1));
    }

    void followsAChainBehindACode() {
        const auto mfa = session(user(u"dylan"_s), serial(), code());
        const auto who = identity(with(mfa));
        QVERIFY2(who.result, qPrintable(who.message()));
        QVERIFY(who.result->arn.endsWith(":user/dylan"_L1));
        QCOMPARE(who.result->account, u"123456789012"_s);
        QVERIFY(mfa.result->expiresAt > clock_.now() + 11h);

        const auto first = assume(u"Deployer"_s, with(mfa), u"desk-42"_s, 3600s);
        const auto second = assume(u"Auditor"_s, with(first));
        QCOMPARE(identity(with(second)).result->account, u"210987654321"_s);
        QVERIFY(identity(with(second)).result->arn.endsWith(":assumed-role/Auditor/dylan"_L1));
    }

    void tellsAWrongCode() {
        const auto digits = code();
        QVERIFY(session(user(u"dylan"_s), serial(), digits).result);
        const auto again = session(user(u"dylan"_s), serial(), digits);
        QVERIFY(dynamic_cast<const MfaRefused *>(again.error.get()) != nullptr);
        QCOMPARE(again.message(), u"AWS did not accept the MFA code."_s);
        const auto device = session(user(u"dylan"_s), serial() + u'x', code(1));
        QVERIFY2(device.message().contains("doesn't recognize the MFA device"_L1),
                 qPrintable(device.message()));
        QVERIFY(session(with(session(user(u"ci"_s))), serial(), code(1))
                    .message()
                    .contains("temporary"_L1));
    }

    void sendsACodeOnce() {
        QVERIFY(identity(user(u"dylan"_s)).result); // AWS's clock is known then
        sandbox_.ask({{u"reset"_s, true}});
        sandbox_.ask({{u"fault"_s, 503}});
        const auto refused = session(user(u"dylan"_s), serial(), code());
        QVERIFY(refused.message().contains("is having problems"_L1));
        QCOMPARE(sandbox_.ask({{u"faults_hit"_s, true}}).value("faults_hit"_L1).toInt(), 1);
        sandbox_.ask({{u"fault"_s, 503}, {u"count"_s, 1}});
        QVERIFY(session(user(u"ci"_s)).result); // without one it tries again
    }

    void tellsWhatIsWrongWithKeys() {
        const auto says = [this](const StsCaller &caller) { return identity(caller).message(); };
        StsCaller ci = user(u"ci"_s);
        ci.credentials.secretAccessKey = std::make_shared<Secret>("wrong");
        QVERIFY2(says(ci).contains("doesn't match the key"_L1), qPrintable(says(ci)));
        sandbox_.ask({{u"deactivate"_s, QString::fromLatin1(ci.credentials.accessKeyId)}});
        QVERIFY2(says(user(u"ci"_s)).contains("inactive"_L1), qPrintable(says(user(u"ci"_s))));
        const auto mine = with(session(user(u"dylan"_s)));
        sandbox_.ask({{u"expire"_s, u"sts"_s}});
        QVERIFY2(says(mine).contains("has expired"_L1), qPrintable(says(mine)));
    }

    void tellsARoleThatIsDenied() {
        const auto mfa = with(session(user(u"dylan"_s), serial(), code()));
        const auto denied = assume(u"Deployer"_s, mfa, u"other"_s);
        QVERIFY2(denied.message().contains("use the role Deployer in account 123456789012"_L1),
                 qPrintable(denied.message()));
        const auto first = assume(u"Deployer"_s, mfa, u"desk-42"_s);
        const auto longer = assume(u"Auditor"_s, with(first), {}, 7200s);
        QVERIFY2(longer.message().contains("didn't accept the request"_L1),
                 qPrintable(longer.message()));
    }

    void signsWithAwssClock() {
        for (const int offset : {7200, -7200}) {
            init();
            sandbox_.ask({{u"clock"_s, offset}});
            const auto made = session(user(u"dylan"_s), serial(), code());
            QVERIFY2(made.result, qPrintable(made.message()));
            QVERIFY(std::abs(sts_->clocks().of(place.url.host()).offset().count() - offset) < 60);
            QCOMPARE(sts_->clocks().of(u"sts.us-east-1.amazonaws.com"_s).offset(), 0s);
            // What it says of the end is by our clock.
            QVERIFY(made.result->expiresAt - clock_.now() > 43100s);
            QVERIFY(made.result->expiresAt - clock_.now() < 43300s);
        }
        // A clock that jumps now is found out by a refusal, and no code is sent for that.
        sandbox_.ask({{u"clock"_s, 3600}});
        sandbox_.ask({{u"reset"_s, true}});
        const auto refused = session(user(u"dylan"_s), serial(), code());
        QVERIFY(refused.error && refused.error->kind() == Error::Kind::Clock);
        QVERIFY(refused.error->hint().contains("Try again"_L1));
        QCOMPARE(sandbox_.ask({{u"counted"_s, true}}).value("GetSessionToken"_L1).toInt(), 1);
        QVERIFY(session(user(u"dylan"_s), serial(), code(1)).result);
        sandbox_.ask({{u"clock"_s, 3 * 86400}});
        const auto beyond = identity(user(u"dylan"_s));
        QVERIFY(beyond.error && beyond.error->kind() == Error::Kind::Clock);
        QVERIFY2(beyond.message().contains("differs from sts.eu-west-1.amazonaws.com's by"_L1),
                 qPrintable(beyond.message()));
        sandbox_.ask({{u"clock"_s, 0}});
    }

    void makesASessionForTheConsole() {
        const auto ci = user(u"ci"_s);
        const auto made = run<Credentials>([&](std::stop_token stop) {
            return sts_->getFederationToken({place, u"nora winter"_s, 3600s}, ci, stop);
        });
        QVERIFY(identity(with(made)).result->arn.endsWith(":federated-user/nora-winter"_L1));
    }

    void refusesCredentialsThatAreOver() {
        const auto answer = [&](const QString &end) {
            sandbox_.ask(
                {{u"body"_s, u"<R><C><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>"
                             "<SecretAccessKey>s</SecretAccessKey><SessionToken>t"
                             "</SessionToken><Expiration>%1</Expiration></C></R>"_s.arg(end)},
                 {u"count"_s, 1}});
            return session(user(u"ci"_s));
        };
        const auto over = answer(u"2026-01-01T00:00:00Z"_s);
        QVERIFY2(over.message().contains("have already expired"_L1), qPrintable(over.message()));
        QVERIFY(answer(u"2099-01-01T00:00:00Z"_s).result);
    }

    void refusesAnAnswerThatIsNotAwss() {
        sandbox_.ask({{u"html"_s, true}, {u"count"_s, 1}});
        QVERIFY(identity(user(u"ci"_s)).message().contains("doesn't respond like AWS"_L1));
    }
};

QTEST_GUILESS_MAIN(TestSts)
#include "test_sts.moc"
