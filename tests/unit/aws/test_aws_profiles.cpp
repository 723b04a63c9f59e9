// SPDX-License-Identifier: Apache-2.0
// AWS's two files, and what they come to for a profile. test_aws_profiles_oracle.cpp compares the
// reading with the AWS CLI's own.
#include "aws/profile_files.h"
#include "aws/profile_plan.h"
#include "aws/shell_words.h"
#include "core/error.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace vouch::aws;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Files of a folder of their own.
class Home {
public:
    void write(const QString &name, const QByteArray &text) const {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
    QString path(const QString &name) const { return folder_.filePath(name); }
    ProfilePaths paths() const { return {path(u"config"_s), path(u"credentials"_s)}; }

private:
    QTemporaryDir folder_;
};

ProfileFiles files(const QByteArray &config, const QByteArray &credentials = {}) {
    const Home home;
    home.write(u"config"_s, config);
    home.write(u"credentials"_s, credentials);
    return ProfileFiles(home.paths());
}

ProfilePlan plan(const QByteArray &config, const QString &profile = u"p"_s,
                 const QSet<QString> &stored = {u"keys"_s}) {
    return planFor(files(config), profile, stored);
}

/// The error that a call throws; its message and hint are one sentence each, of bounded length.
std::optional<Error> errorOf(const std::function<void()> &call) {
    try {
        call();
    } catch (const Error &error) {
        const auto isOneLine = [](const QString &text) {
            return text.size() < 400 && !text.contains(u'\n');
        };
        return isOneLine(error.message()) && isOneLine(error.hint()) ? std::optional(error)
                                                                     : std::nullopt;
    }
    return std::nullopt;
}

QString refusal(const QByteArray &config, const QString &profile = u"p"_s) {
    const auto error = errorOf([&] { plan(config, profile); });
    return error ? error->message() : u"no error"_s;
}

QByteArray roleLine(const QByteArray &name) {
    return "role_arn = arn:aws:iam::123456789012:role/" + name + '\n';
}

const QByteArray serial = "arn:aws:iam::123456789012:mfa/dylan";
const QByteArray keys = "[profile keys]\n";

} // namespace

class TestAwsProfiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        for (const char *name : {"AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE",
                                 "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS"})
            qunsetenv(name);
    }

    void splitsWordsAsAShell() {
        QCOMPARE(shellWords(u"a  'b c' \"d\\\"e\" f\\ g"),
                 QStringList({u"a"_s, u"b c"_s, u"d\"e"_s, u"f g"_s}));
        QCOMPARE(shellWords(u"$HOME | '' \"a\\b\""),
                 QStringList({u"$HOME"_s, u"|"_s, u""_s, u"a\\b"_s}));
        QCOMPARE(shellWords(u" "), QStringList());
        for (const QString &open : {u"a 'b"_s, u"a \"b"_s, u"a\\"_s})
            QVERIFY2(!shellWords(open), qPrintable(open));
    }

    void readsBothFiles() {
        const auto read = files("# first\r\n[default]\r\nregion = eu-west-1 ; not a comment\r\n"
                                "[profile  \"two words\"]\nRegion: us-east-1\noutput=text\n  json\n"
                                "s3 =\n  max_queue = 5\n\t; a comment\n  other = a=b\n",
                                "[two words]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
                                "aws_secret_access_key = se/cret+\nregion = ap-south-1\n[last]\n");
        QCOMPARE(read.names(), QStringList({u"default"_s, u"two words"_s, u"last"_s}));
        QCOMPARE(read.require(u"default"_s).text(u"region"_s), u"eu-west-1 ; not a comment"_s);
        const Profile &two = read.require(u"two words"_s);
        QCOMPARE(two.text(u"region"_s), u"ap-south-1"_s); // the credentials file wins
        QCOMPARE(two.keysInCredentials()->secretAccessKey->view(), QByteArrayView("se/cret+"));
        QVERIFY(!two.keysInCredentials()->sessionToken);
        QVERIFY(!two.keysInConfig());
        QVERIFY(two.text(u"aws_secret_access_key"_s)->isEmpty()); // never as text
        QVERIFY(errorOf([&] { static_cast<void>(two.text(u"s3"_s)); }));
        QCOMPARE(two.text(u"output"_s), u"text\njson"_s);
    }

    void readsWhatEditorsLeave() {
        QCOMPARE(files("\xEF\xBB\xBF[default]\nregion = a").names(), QStringList(u"default"_s));
        QCOMPARE(files("[default]\rregion = a\r").require(u"default"_s).text(u"region"_s), u"a"_s);
        QVERIFY(files({}).names().isEmpty());
        QVERIFY(ProfileFiles({u"/no/such"_s, u"/dev/null"_s}).names().isEmpty());
    }

    void namesTheLineThatIsMalformed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("no section") << QByteArray("\n\na = b\n") << 3;
        QTest::newRow("no equals sign") << QByteArray("[a]\nb = c\nwhat\n") << 3;
        QTest::newRow("no key") << QByteArray("[a]\n= c\n") << 2;
        QTest::newRow("the section twice") << QByteArray("[a]\n[b]\n[a]\n") << 3;
        QTest::newRow("the key twice") << QByteArray("[a]\nb = c\nB = d\n") << 3;
        QTest::newRow("not UTF-8") << QByteArray("[a]\n\nb = \xFF\n") << 3;
        QTest::newRow("nested") << QByteArray("[a]\ns3 =\n  what\n") << 2;
        QTest::newRow("a key with a place for a text")
            << QByteArray("[a]\nb%2 = c\nb%2 = d\n") << 3;
        QTest::newRow("after CR LF") << QByteArray("[a]\r\n[b]\r\n[a]\r\n") << 3;
    }
    void namesTheLineThatIsMalformed() {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const auto error = errorOf([&] { files(text); });
        QVERIFY(error.has_value());
        QVERIFY2(error->message().startsWith(u"Line %1 of "_s.arg(line)),
                 qPrintable(error->message()));
        if (text.contains("%2"))
            QVERIFY2(error->message().contains(u"“b%2” is already set on line 2"_s),
                     qPrintable(error->message()));
    }

    void saysWhyAFileCannotBeRead() {
        const Home home;
        home.write(u"config"_s, QByteArray(16 * 1024 * 1024 + 1, '#'));
        const auto long_ = errorOf([&] { ProfileFiles{home.paths()}; });
        QVERIFY(long_ && long_->message().contains("larger than 16 MB"_L1));
        home.write(u"config"_s, "[default]\n");
        QFile::setPermissions(home.path(u"config"_s), {});
        if (QFile(home.path(u"config"_s)).open(QIODevice::ReadOnly))
            QSKIP("this user reads everything");
        QVERIFY(errorOf([&] { ProfileFiles{home.paths()}; }));
    }

    void readsFiveMegabytes() {
        QByteArray config;
        for (int i = 0; config.size() < 5 * 1024 * 1024; ++i)
            config += "[profile team-" + QByteArray::number(i) + "]\n" + roleLine("Developer") +
                      "source_profile = keys\n";
        const auto read = files(config + keys);
        QVERIFY(read.names().size() > 40'000);
        QCOMPARE(planFor(read, u"team-9"_s, {u"keys"_s}).hops.size(), 1);
        QVERIFY(errorOf([&] { static_cast<void>(read.require(u"team"_s)); }));
        // Were anything of it quadratic, the test would not end in time.
    }

    void findsTheFilesAsTheCliDoes() {
        qputenv("HOME", "/home/x");
        QCOMPARE(usualPaths(),
                 (ProfilePaths{u"/home/x/.aws/config"_s, u"/home/x/.aws/credentials"_s}));
        qputenv("VOUCH_TEST", "$HOME");
        QCOMPARE(variablesExpanded(u"~/c"_s), u"/home/x/c"_s);
        QCOMPARE(variablesExpanded(u"/a/$VOUCH_TEST/${VOUCH_TEST}/$VOUCH_NONE/$"_s),
                 u"/a/$HOME/$HOME/$VOUCH_NONE/$"_s);
    }

    void offersTheNearestNames() {
        const auto error =
            errorOf([] { plan("[profile prod]\n[profile staging]\n[profile dev]\n", u"prdo"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->kind(), Error::Kind::NotFound);
        QVERIFY2(error->hint().startsWith("The nearest are: prod,"_L1), qPrintable(error->hint()));
        const auto source = errorOf(
            [] { plan("[profile p]\n" + roleLine("R") + "source_profile = key\n" + keys); });
        QVERIFY(source && source->message().contains(u"source_profile “key”"_s));
        QVERIFY(source->hint().contains("keys"_L1));
    }

    void plansKeysOfTheKeychain() {
        const auto made = plan("[profile p]\nregion = eu-west-1\nmfa_serial = " + serial + '\n',
                               u"p"_s, {u"p"_s});
        QCOMPARE(made.source, ProfilePlan::Source::Keychain);
        QCOMPARE(made.sourceProfile, u"p"_s);
        QCOMPARE(made.mfaSerial.toUtf8(), serial); // as aws-vault does
        QCOMPARE(made.region, u"eu-west-1"_s);
        QVERIFY(made.hops.isEmpty());
        QCOMPARE(made.partition(), u"aws"_s);
    }

    void plansAChainOfRoles() {
        const auto made = plan("[profile p]\n" + roleLine("Last") +
                               "source_profile = hub\nduration_seconds = 43200\n"
                               "role_session_name = nora\n[profile hub]\n" +
                               roleLine("Hub") +
                               "source_profile = keys\nexternal_id = desk-42\n"
                               "duration_seconds = 7200\nmfa_serial = " +
                               serial + "\nmfa_process = cat code\n" + keys);
        QCOMPARE(made.sourceProfile, u"keys"_s);
        QCOMPARE(made.hops.size(), 2);
        QCOMPARE(made.hops[0].role.name, u"Hub"_s);
        QCOMPARE(made.hops[0].externalId, u"desk-42"_s);
        QCOMPARE(made.hops[0].duration, 7200s);
        QCOMPARE(made.hops[1].role.name, u"Last"_s);
        QCOMPARE(made.hops[1].sessionName, u"nora"_s);
        QCOMPARE(made.hops[1].duration, 3600s); // AWS gives no more behind another role
        QCOMPARE(made.mfaSerial.toUtf8(), serial);
        QCOMPARE(made.mfaProcess, u"cat code"_s);
    }

    void asksForACodeWhereTheCliDoes() {
        // Not for a role that names no device, whatever its source profile says.
        QVERIFY(plan("[profile p]\n" + roleLine("R") + "source_profile = keys\n" + keys +
                     "mfa_serial = " + serial)
                    .mfaSerial.isEmpty());
        QVERIFY(refusal("[profile p]\n" + roleLine("R") +
                        "source_profile = q\nmfa_serial = " + serial + "\n[profile q]\n" +
                        roleLine("S") + "source_profile = keys\nmfa_serial = GAHT12345678\n" + keys)
                    .contains("different MFA devices"_L1));
        const auto temporary =
            files("[profile p]\n" + roleLine("R") + "source_profile = t\nmfa_serial = " + serial,
                  "[t]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\n"
                  "aws_secret_access_key = s\naws_session_token = t\n");
        QVERIFY(errorOf([&] { planFor(temporary, u"p"_s); }));
        QCOMPARE(planFor(temporary, u"t"_s).source, ProfilePlan::Source::File);
    }

    void prefersKeysAsTheCliDoes() {
        const QByteArray pair = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
                                "aws_secret_access_key = s\n";
        const QByteArray process = "credential_process = vault get\n";
        using Source = ProfilePlan::Source;
        const auto source = [](const ProfileFiles &read, const QSet<QString> &stored = {}) {
            return planFor(read, u"p"_s, stored).source;
        };
        const auto both = files("[profile p]\n" + process, "[p]\n" + pair);
        QCOMPARE(source(both), Source::File);
        QCOMPARE(source(both, {u"p"_s}), Source::Keychain);
        QCOMPARE(source(files("[profile p]\n" + process + pair)), Source::Process);
        // In the keychain only.
        const ProfilePlan alone = planFor(files(""), u"p"_s, {u"p"_s});
        QCOMPARE(alone.source, ProfilePlan::Source::Keychain);
        QCOMPARE(alone.sourceProfile, u"p"_s);
        const auto named = files("[profile r]\n" + roleLine("R") + "source_profile = p\n");
        QCOMPARE(planFor(named, u"r"_s, {u"p"_s}).sourceProfile, u"p"_s);
        QVERIFY(errorOf([&] { planFor(named, u"q"_s, {u"p"_s}); }));
        QCOMPARE(planFor(files("[profile p]\n" + process), u"p"_s).process, u"vault get"_s);
        QCOMPARE(source(files("[profile p]\n" + pair)), Source::File);
        // A source profile with keys gives those, whatever role it names.
        const auto made =
            planFor(files("[profile p]\n" + roleLine("R") + "source_profile = q\n[profile q]\n" +
                          roleLine("S") + "source_profile = p\n" + pair),
                    u"p"_s);
        QCOMPARE(made.hops.size(), 1);
        QCOMPARE(made.sourceProfile, u"q"_s);
        // A profile may be its own source, where it has keys.
        QCOMPARE(
            planFor(files("[profile p]\n" + roleLine("R") + "source_profile = p\n" + pair), u"p"_s)
                .sourceProfile,
            u"p"_s);
        QCOMPARE(plan("[profile p]\n" + roleLine("R"), u"p"_s, {u"p"_s}).hops.size(), 1);
        QCOMPARE(plan("[profile p]\nsource_profile = keys\n" + keys).sourceProfile, u"keys"_s);
        QVERIFY(refusal("[profile p]\naws_access_key_id = AKIA\n").contains("only half"_L1));
        QCOMPARE(plan("[profile p]\n" + roleLine("R") + "credential_source = Environment").source,
                 Source::Environment);
    }

    void includesAnotherProfile() {
        const auto made = plan("[profile p]\ninclude_profile = base\n" + roleLine("R") +
                               "[profile base]\ninclude_profile = more\nregion = eu-west-1\n" +
                               "[profile more]\nregion = us-east-1\nsource_profile = keys\n"
                               "ca_bundle = ~/ca.pem\n" +
                               keys);
        QCOMPARE(made.region, u"eu-west-1"_s);
        QCOMPARE(made.sourceProfile, u"keys"_s);
        QCOMPARE(made.caBundle, QDir::homePath() + u"/ca.pem"_s);
        QVERIFY(refusal("[profile p]\ninclude_profile = q\n[profile q]\ninclude_profile = p\n")
                    .contains(u"p → q → p"_s));
        QVERIFY(refusal("[profile p]\ninclude_profile = none\n").contains(u"“none”"_s));
    }

    void namesACycle() {
        const auto profile = [](const QByteArray &name, const QByteArray &source) {
            return "[profile " + name + "]\n" + roleLine("R") + "source_profile = " + source + '\n';
        };
        QVERIFY(refusal(profile("p", "p")).contains(u"p → p"_s));
        QVERIFY(refusal(profile("p", "q") + profile("q", "p")).contains(u"p → q → p"_s));
        const QString tail = refusal(profile("p", "q") + profile("q", "r") + profile("r", "q"));
        QVERIFY2(tail.contains(u"q → r → q"_s) && !tail.contains(u"p →"_s), qPrintable(tail));
    }

    void namesAProfileThatGetsItsKeysFromItself() {
        const auto by = [](const QByteArray &name, const QByteArray &command) {
            return "[profile " + name + "]\ncredential_process = " + command + '\n';
        };
        QVERIFY(refusal(by("p", "vouch credential aws --profile p")).contains("from itself"_L1));
        QVERIFY(refusal(by("p", "'/usr/bin/vouch' credential aws --profile=p --duration 900"))
                    .contains("from itself"_L1));
        const QString ring = refusal(by("p", "vouch credential aws --profile q") +
                                     by("q", "vouch credential aws --profile p"));
        QVERIFY2(ring.contains(u"p → q → p"_s), qPrintable(ring));
        // By way of a role's source.
        const QString role = refusal("[profile p]\n" + roleLine("R") + "source_profile = q\n" +
                                     by("q", "vouch credential aws --profile p"));
        QVERIFY2(role.contains(u"p → q → p"_s), qPrintable(role));
        const QByteArray others = by("p", "vouch credential aws --profile keys") + keys;
        QCOMPARE(plan(others).source, ProfilePlan::Source::Process);
        QCOMPARE(plan(by("p", "vouch credential aws --role p")).source,
                 ProfilePlan::Source::Process);
        // Stored keys come before the command.
        QCOMPARE(plan(by("keys", "vouch credential aws --profile keys"), u"keys"_s).source,
                 ProfilePlan::Source::Keychain);
    }

    void refusesByNameWhatItDoesNotSupport() {
        const QByteArrayList keyNames{"sso_session",     "sso_start_url",
                                      "sso_account_id",  "sso_role_name",
                                      "login_session",   "web_identity_token_file",
                                      "session_tags",    "transitive_session_tags",
                                      "source_identity", "parent_profile"};
        for (const QByteArray &key : keyNames) {
            const auto error = errorOf([&key] { plan("[profile p]\n" + key + " = x\n"); });
            QVERIFY2(error && error->kind() == Error::Kind::Unsupported, key.constData());
            QVERIFY(error->message().contains(QLatin1StringView(key)));
        }
        QVERIFY(refusal("[profile p]\nuse_fips_endpoint = True\n").contains("use_fips"_L1));
        QCOMPARE(plan("[profile keys]\nuse_fips_endpoint = false\n", u"keys"_s).profile, u"keys"_s);
        QVERIFY(
            refusal("[profile p]\n" + roleLine("R") + "credential_source = Ec2InstanceMetadata\n")
                .contains("Ec2InstanceMetadata"_L1));
        // In whatever profile of the chain it stands.
        QVERIFY(refusal("[profile p]\n" + roleLine("R") +
                        "source_profile = q\n[profile q]\nsso_session = x\n")
                    .contains("sso_session"_L1));
    }

    void refusesWhatIsWrong_data() {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("says");
        const QByteArray role = roleLine("R") + "source_profile = keys\n";
        QTest::newRow("role") << QByteArray("role_arn = R\nsource_profile = keys\n")
                              << u"role_arn"_s;
        QTest::newRow("no source") << roleLine("R") << u"whose keys"_s;
        QTest::newRow("no keys") << QByteArray("region = eu-west-1\n") << u"has no keys"_s;
        QTest::newRow("two sources") << role + "credential_source = Environment\n"
                                     << u"conflicts with"_s;
        QTest::newRow("duration") << role + "duration_seconds = 1h\n" << u"duration_seconds"_s;
        QTest::newRow("short") << role + "duration_seconds = 899\n" << u"900 to 43200"_s;
        QTest::newRow("long") << role + "duration_seconds = 43201\n" << u"900 to 43200"_s;
        QTest::newRow("name") << role + "role_session_name = a b\n" << u"role_session_name"_s;
        QTest::newRow("external ID") << role + "external_id = a b\n" << u"external_id"_s;
        QTest::newRow("device") << role + "mfa_serial = a b\n" << u"mfa_serial"_s;
        QTest::newRow("region") << role + "region = evil.example/\n" << u"region"_s;
        QTest::newRow("places") << role + "sts_regional_endpoints = x\n" << u"neither"_s;
        QTest::newRow("services") << role + "services = none\n" << u"services"_s;
        QTest::newRow("nested") << role + "region =\n  a = b\n" << u"nested lines"_s;
    }
    void refusesWhatIsWrong() {
        QFETCH(QByteArray, lines);
        QFETCH(QString, says);
        const QString message = refusal("[profile p]\n" + lines + keys);
        QVERIFY2(message.contains(says), qPrintable(message));
    }

    void saysWhichLineAndWhatToWrite_data() {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("hint");
        const QByteArray p = "[profile p]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
                             "aws_secret_access_key = s\n";
        QTest::newRow("without profile")
            << QByteArray("[p]\nregion = us-east-1\n")
            << u"[p] on line 1 of CONFIG must be [profile p]."_s << QString();
        QTest::newRow("with spaces")
            << QByteArray("\n[ profile p ]\n")
            << u"[ profile p ] on line 2 of CONFIG must be [profile p]."_s << QString();
        QTest::newRow("a comment")
            << p + "region = us-east-1 # Virginia\n"
            << u"region of the AWS profile “p” isn't an AWS region: “us-east-1 # Virginia”."_s
            << u"On line 4 of CONFIG, move the comment to its own line."_s;
        QTest::newRow("a zone")
            << p + "region = us-east-1a\n"
            << QString() << u"That's an availability zone. On line 4 of CONFIG, write us-east-1."_s;
        QTest::newRow("marks") << p + "region = \"us-east-1\"\n"
                               << QString()
                               << u"On line 4 of CONFIG, remove the quotation marks."_s;
        QTest::newRow("a quoted key")
            << QByteArray("[profile p]\naws_access_key_id = \"AKIAIOSFODNN7EXAMPLE\"\n"
                          "aws_secret_access_key = \"s\"\n")
            << u"aws_access_key_id on line 2 of CONFIG is in quotation marks."_s << QString();
        QTest::newRow("a quoted secret")
            << QByteArray("[profile p]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n"
                          "aws_secret_access_key = 's'\n")
            << u"aws_secret_access_key on line 3 of CONFIG is in quotation marks."_s << QString();
        QTest::newRow("a comment behind a key")
            << QByteArray("[profile p]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE # mine\n"
                          "aws_secret_access_key = s\n")
            << u"aws_access_key_id on line 2 of CONFIG has a comment after it."_s << QString();
        QTest::newRow("parent_profile")
            << p + "parent_profile = x\n"
            << QString() << u"On line 4 of CONFIG, write include_profile."_s;
    }
    void saysWhichLineAndWhatToWrite() {
        QFETCH(QByteArray, config);
        QFETCH(QString, message);
        QFETCH(QString, hint);
        const Home home;
        home.write(u"config"_s, config);
        const auto error = errorOf([&] { planFor(ProfileFiles(home.paths()), u"p"_s); });
        QVERIFY(error.has_value());
        const QString file = home.path(u"config"_s);
        if (!message.isEmpty())
            QCOMPARE(error->message(), message.replace("CONFIG"_L1, file));
        if (!hint.isEmpty())
            QCOMPARE(error->hint(), hint.replace("CONFIG"_L1, file));
    }

    void aMisspeltProfileIsKnownByWhatWasMeant() {
        const auto read = files("[profile My Account]\nregion = us-east-1\n[plugins]\na = b\n"
                                "[sso-session s]\nregion = us-east-1\n[work]\noutput = json\n",
                                "[work]\n");
        QCOMPARE(read.misspelled(), QStringList{u"My Account"_s});
        const auto error = errorOf([&] { read.require(u"My Account"_s); });
        QVERIFY(error && error->message().endsWith("must be [profile \"My Account\"]."_L1));
    }

    void keepsAChainInOnePartition() {
        QVERIFY(refusal("[profile p]\nrole_arn = arn:aws-cn:iam::123456789012:role/R\n"
                        "source_profile = q\n[profile q]\n" +
                        roleLine("S") + "source_profile = keys\n" + keys)
                    .contains("a different AWS partition"_L1));
    }

    void asksStsWhereTheProfileSays() {
        const QByteArray start = "[profile keys]\nregion = eu-west-1\n";
        const auto url = [&start](const QByteArray &lines) {
            const auto made = plan(start + lines, u"keys"_s);
            return made.endpoint();
        };
        QCOMPARE(url({}).url, QUrl(u"https://sts.eu-west-1.amazonaws.com/"_s));
        const auto global = url("sts_regional_endpoints = legacy\n");
        QCOMPARE(global.url, QUrl(u"https://sts.amazonaws.com/"_s));
        QCOMPARE(global.region, u"us-east-1"_s);
        QCOMPARE(stsEndpoint(u"ap-east-1"_s, u"aws"_s, {{}, true, false}).region, u"ap-east-1"_s);
        QCOMPARE(url("endpoint_url = http://127.0.0.1:1\n").url, QUrl(u"http://127.0.0.1:1/"_s));
        const QByteArray services = "endpoint_url = http://127.0.0.1:1\nservices = mine\n"
                                    "[services mine]\nsts =\n  endpoint_url = http://127.0.0.1:2\n";
        QCOMPARE(url(services).url, QUrl(u"http://127.0.0.1:2/"_s));
        QCOMPARE(url("ignore_configured_endpoint_urls = true\n" + services).url,
                 QUrl(u"https://sts.eu-west-1.amazonaws.com/"_s));
        QCOMPARE(plan("[profile p]\nrole_arn = arn:aws-cn:iam::123456789012:role/R\n"
                      "source_profile = keys\n" +
                      keys)
                     .endpoint()
                     .url,
                 QUrl(u"https://sts.cn-north-1.amazonaws.com.cn/"_s));
        QVERIFY(errorOf([&url] { url("endpoint_url = nonsense\n"); }));
        qputenv("AWS_ENDPOINT_URL", "http://127.0.0.1:3");
        QCOMPARE(url(services).url, QUrl(u"http://127.0.0.1:3/"_s));
        qunsetenv("AWS_ENDPOINT_URL");
    }
};

QTEST_GUILESS_MAIN(TestAwsProfiles)
#include "test_aws_profiles.moc"
