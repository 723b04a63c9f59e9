// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"
#include "session/doctor/diagnosis.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using Kind = Diagnosis::Cause::Kind;
using State = CheckResult::State;

namespace {

const Role developer{u"Developer"_s, u"arn:aws:iam::123456789012:role/Developer"_s, {}, {}};

RepositoryFacts facts(int fetch, int push, const QString &words = {}) {
    RepositoryFacts facts;
    facts.repository = {u"git-codecommit.us-east-1.amazonaws.com"_s,
                        u"us-east-1"_s,
                        u"v1/repos/payments-api"_s,
                        {}};
    facts.role = developer;
    facts.fetch = {fetch, words, {}, {}};
    facts.push = {push, words, {}, {}};
    return facts;
}

QList<Kind> kinds(const Diagnosis &diagnosis) {
    QList<Kind> kinds;
    for (const auto &cause : diagnosis.causes)
        kinds.append(cause.kind);
    return kinds;
}

} // namespace

class TestDiagnosis : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNameIsEnoughWhereTheRegionIsKnown() {
        const auto address = addressFrom(u"payments-api"_s, u"us-east-1"_s);
        QCOMPARE(address, addressIn(u"us-east-1"_s, u"payments-api"_s));
        QCOMPARE(address, addressFrom(u"codecommit::us-east-1://payments-api"_s));
        QVERIFY_EXCEPTION_THROWN(addressFrom(u"payments-api"_s), Error);
        QVERIFY_EXCEPTION_THROWN(addressFrom(u"payments/api"_s, u"us-east-1"_s), Error);
    }

    void findsTheReason_data() {
        QTest::addColumn<int>("fetch");
        QTest::addColumn<int>("push");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QList<Kind>>("reasons");
        const auto row = [](const char *name, int fetch, int push, const char *words,
                            const QList<Kind> &reasons) {
            QTest::newRow(name) << fetch << push << QString::fromLatin1(words) << reasons;
        };
        row("both work", 200, 200, "", {Kind::OtherPassword});
        row("no word of why", 403, 403, "", {Kind::Role, Kind::Pull, Kind::Region, Kind::Policy});
        row("no permission", 403, 403,
            "not authorized because no identity-based policy allows the action",
            {Kind::Pull, Kind::Role, Kind::Region});
        row("may only fetch", 200, 403, "", {Kind::Push});
        row("may only push", 403, 200, "", {Kind::Role, Kind::Pull, Kind::Region, Kind::Policy});
        row("session policy", 403, 403, "because no session policy allows the action",
            {Kind::Policy});
        row("denied for push only", 200, 403, "with an explicit deny in a permissions boundary",
            {Kind::Policy});
        row("token", 403, 403, "because the security token included in the request is expired",
            {Kind::Session});
        row("not even known", 401, 401, "", {Kind::Session});
        row("clock", 403, 403, "Signature not yet current: x is later than y", {Kind::Clock});
        row("absent", 404, 404, "", {Kind::NoRepository, Kind::Role});
        row("throttled", 429, 429, "", {Kind::Throttled});
        row("throttled by word", 400, 400, "Rate exceeded", {Kind::Throttled});
        row("AWS is ill", 503, 503, "", {Kind::Aws});
        row("no answer", 0, 0, "", {Kind::Network});
    }
    void findsTheReason() {
        QFETCH(int, fetch);
        QFETCH(int, push);
        QFETCH(QString, words);
        const Diagnosis diagnosis = diagnose(facts(fetch, push, words));
        QTEST(kinds(diagnosis), "reasons");
        const auto results = diagnosis.results();
        QVERIFY(!results.isEmpty());
        const bool well = fetch == 200 && push == 200;
        for (const CheckResult &result : results) {
            QVERIFY(!result.message.isEmpty() || fetch == 0);
            QVERIFY(!well || result.state == State::Ok);
        }
    }

    void namesTheAccountIfItIsKnown() {
        RepositoryFacts seen = facts(404, 404);
        QCOMPARE(diagnose(seen).causes.first().message,
                 u"Account 123456789012 doesn't have a repository payments-api in us-east-1."_s);
        seen.role = Role{u"deploy"_s, {}, {}, {}}; // an AWS profile
        QCOMPARE(diagnose(seen).causes.first().message,
                 u"There is no repository payments-api in us-east-1."_s);
    }

    void whatWasSeenComesFirst() {
        RepositoryFacts seen =
            facts(403, 403, u"because no identity-based policy allows the action"_s);
        seen.otherRole = Role{u"Admin"_s, u"arn:aws:iam::210987654321:role/Admin"_s, {}, {}};
        const Diagnosis role = diagnose(seen);
        QCOMPARE(kinds(role), QList{Kind::Role});
        QCOMPARE(role.causes.first().fix,
                 u"git config --global credential.https://git-codecommit.us-east-1.amazonaws.com/"
                 "v1/repos/payments-api.username Admin"_s);
        seen.otherRole.reset();
        seen.otherRegion = u"eu-west-1"_s;
        const Diagnosis region = diagnose(seen);
        QCOMPARE(kinds(region), QList{Kind::Region});
        QCOMPARE(region.causes.first().fix,
                 u"git remote set-url origin https://git-codecommit.eu-west-1.amazonaws.com/v1/"
                 "repos/payments-api"_s);
    }

    void namesThePermissionForAnAdministrator() {
        const Diagnosis diagnosis = diagnose(facts(200, 403));
        QVERIFY(diagnosis.causes.first().fix.contains(
            "codecommit:GitPush on arn:aws:codecommit:us-east-1:123456789012:payments-api"_L1));
    }

    void isOneLineForEachServiceAndEachReason() {
        QCOMPARE(lines(facts(200, 200)), QStringList({u"fetch ok"_s, u"push ok"_s}));
        // Who may only fetch can work.
        QCOMPARE(lines(facts(200, 403)), QStringList({u"fetch ok"_s, u"push warning"_s}));
        QCOMPARE(lines(facts(200, 503)), QStringList({u"fetch ok"_s, u"push problem"_s}));
        QCOMPARE(lines(facts(404, 404)), QStringList({u"fetch problem"_s, u"fetch warning"_s}));
        QCOMPARE(lines(facts(503, 200)), QStringList({u"fetch problem"_s, u"push ok"_s}));
    }

    void asksAtTheRepositorysAddress() {
        RepositoryAddress address = facts(200, 200).repository;
        address.host += u":443"_s;
        address.path = u"v1/repos/a b"_s;
        QCOMPARE(address.url().toString(QUrl::FullyEncoded),
                 u"https://git-codecommit.us-east-1.amazonaws.com:443/v1/repos/a%20b"_s);
        QCOMPARE(address.name(), u"a b"_s);
    }

private:
    static QStringList lines(const RepositoryFacts &facts) {
        QStringList lines;
        for (const CheckResult &result : diagnose(facts).results())
            lines.append(result.name + u' ' + stateName(result.state));
        return lines;
    }
};

QTEST_GUILESS_MAIN(TestDiagnosis)
#include "test_diagnosis.moc"
