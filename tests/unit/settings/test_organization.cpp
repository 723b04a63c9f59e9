// SPDX-License-Identifier: Apache-2.0
// An organization's settings below the user's, and settings of other versions.
#include "core/error.h"
#include "settings/options.h"
#include "settings/settings_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString arn = u"arn:aws:iam::123456789012:role/"_s;
const Role theirs{u"shared"_s, arn + u"Shared"_s, u"us-east-1"_s, {}};
const Role mine{u"mine"_s, arn + u"Mine"_s, {}, {}};

/// What the user sees when it is refused.
template <typename Work>
QString refusal(const Work &work) {
    try {
        work();
    } catch (const Error &error) {
        return error.message() + u' ' + error.hint();
    }
    return {};
}

} // namespace

class TestOrganization : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        organization_ = folder_->filePath(u"etc/settings"_s);
        path_ = folder_->filePath(u"home/settings"_s);
    }

    void itsValuesLieBelowTheUsers() {
        write(organization_, "[server]\n\turl = https://us.vouch.example\n[quiet]\n\tminutes = 5\n"
                             "[lock]\n\tscreen = true\n");
        SettingsFile settings = file();
        settings.set(u"quiet.minutes"_s, u"7"_s);
        const auto [values, origins] = settings.readInForce();
        QCOMPARE(values.server, QUrl(u"https://us.vouch.example"_s));
        QCOMPARE(values.quiet, std::chrono::minutes(7));
        QVERIFY(values.lock.screen);
        QCOMPARE(origins.by(u"server.url"_s), Origins::By::Organization);
        QCOMPARE(origins.by(u"quiet.minutes"_s), Origins::By::User);
        QCOMPARE(origins.by(u"ui.startAtLogin"_s), Origins::By::Default);
        QCOMPARE(origins.file, organization_);

        settings.set(u"lock.screen"_s, u"false"_s);
        QVERIFY(!settings.read().lock.screen);
        QVERIFY(settings.unset(u"lock.screen"_s));
        QVERIFY(settings.read().lock.screen);
    }

    void whatIsLockedWinsAndIsNotSet() {
        write(path_, "[server]\n\turl = https://mine.example\n[lock]\n\tscreen = false\n");
        write(organization_, "[server]\n\turl = https://us.vouch.example\n[lock]\n\tscreen\n"
                             "[policy]\n\tlocked = server\n\tlocked = LOCK.screen\n");
        SettingsFile settings = file();
        const auto [values, origins] = settings.readInForce();
        QCOMPARE(values.server, QUrl(u"https://us.vouch.example"_s));
        QVERIFY(values.lock.screen);
        QVERIFY(origins.isLocked(u"server.url"_s) && origins.isLocked(u"lock.screen"_s));
        QVERIFY(!origins.isLocked(u"server.caBundle"_s));
        const QByteArray before = content(path_);
        const QString said =
            refusal([&] { settings.set(u"server.url"_s, u"https://other.example"_s); });
        QCOMPARE(said,
                 u"Your organization set server in %1, and locked it. Ask your administrator to "
                 "change it."_s.arg(organization_));
        QVERIFY(
            !refusal([&] { settings.setServer(QUrl(u"https://other.example"_s), {}); }).isEmpty());
        QCOMPARE(content(path_), before);
        settings.setServer(QUrl(u"https://us.vouch.example"_s), {}); // as it is
        QCOMPARE(content(path_), before);
    }

    void itsRolesAndRulesAreAddedToTheUsers() {
        writeRoles({});
        SettingsFile settings = file();
        settings.addRole(mine, false);
        settings.addRule({u"*"_s, u"mine"_s});
        const RoleRule own{u"*"_s, u"mine"_s}, common{u"infra-*"_s, u"shared"_s};
        QCOMPARE(settings.read().roles, (QList<Role>{theirs, mine}));
        QCOMPARE(settings.read().rules, (QList<RoleRule>{own, common}));
        QCOMPARE(settings.readInForce().origins.roles, QStringList{u"shared"_s});
        for (const QString &said : {refusal([&] { settings.removeRole(u"shared"_s); }),
                                    refusal([&] { settings.removeRule(common); }),
                                    refusal([&] { settings.swapRules(common, own); }),
                                    refusal([&] { settings.changeRole(u"shared"_s, mine); })})
            QVERIFY2(said.contains(organization_), qPrintable(said));
        QCOMPARE(settings.read().roles.size(), 2);

        // The user may have another role of that name, in whole.
        const Role other{u"shared"_s, arn + u"Other"_s, {}, {}};
        settings.changeRole(u"shared"_s, other);
        QCOMPARE(settings.read().roles, (QList<Role>{other, mine}));
        QVERIFY(settings.readInForce().origins.roles.isEmpty());
        QVERIFY(settings.removeRole(u"shared"_s));
        QCOMPARE(settings.read().roles, (QList<Role>{theirs, mine}));
    }

    void lockedRolesAndRulesComeFirst() {
        write(path_,
              "[role \"shared\"]\n\tarn = " + arn.toUtf8() + "Other\n[use]\n\trule = * mine\n");
        writeRoles("[policy]\n\tlocked = roles\n\tlocked = rules\n");
        SettingsFile settings = file();
        QCOMPARE(settings.read().roles, QList<Role>{theirs});
        QCOMPARE(settings.read().rules,
                 (QList<RoleRule>{{u"infra-*"_s, u"shared"_s}, {u"*"_s, u"mine"_s}}));
        Role other = theirs;
        other.arn = arn + u"Other"_s;
        for (const QString &said : {refusal([&] { settings.changeRole(u"shared"_s, other); }),
                                    refusal([&] { settings.addRole(other, false); })})
            QVERIFY2(said.contains(organization_), qPrintable(said));
        settings.addRole(mine, false);
        QCOMPARE(settings.read().roles, (QList<Role>{theirs, mine}));
    }

    void oneThatOthersCanChangeIsRefused() {
        write(organization_, "[quiet]\n\tminutes = 5\n");
        QFile::setPermissions(organization_, QFile::ReadOwner | QFile::WriteOwner |
                                                 QFile::ReadOther | QFile::WriteOther);
        QVERIFY(refusal([this] {
                    file().read();
                }).contains(u"Other users can change "_s + organization_));
        QFile::setPermissions(organization_, QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(file().read().quiet, std::chrono::minutes(5));
        const SettingsFile ofAnother(path_, {organization_, ::geteuid() + 1});
        QVERIFY(refusal([&] { ofAnother.read(); }).contains(organization_));
    }

    void whatItMayNotSayIsNamed_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("a user's file") << QByteArray("[aws]\n\tconfigFile = /x\n")
                                       << u"An organization can't set aws-config-file."_s;
        QTest::newRow("a user's secrets") << QByteArray("[aws]\n\tcredentialsFile = /x\n")
                                          << u"An organization can't set aws-credentials-file."_s;
        QTest::newRow("a misspelled lock")
            << QByteArray("[policy]\n\tlocked = servre\n") << u"There is no setting “servre”."_s;
        QTest::newRow("no value") << QByteArray("[quiet]\n\tminutes = soon\n") << u"soon"_s;
    }
    void whatItMayNotSayIsNamed() {
        QFETCH(QByteArray, text);
        QFETCH(QString, said);
        write(organization_, text);
        const QString refused = refusal([this] { file().read(); });
        QVERIFY2(refused.contains(said), qPrintable(refused));
        QVERIFY2(refused.endsWith(u" in %1."_s.arg(organization_)), qPrintable(refused));
    }

    void aUserCannotLockAnything() {
        write(path_, "[policy]\n\tlocked = server\n");
        QVERIFY(file().readInForce().origins.locked.isEmpty());
    }

    void theFirstChangeWritesTheVersion() {
        file().set(u"quiet.minutes"_s, u"7"_s);
        QVERIFY2(
            content(path_).startsWith("[vouch]\n\tversion = 1\n\twriter = " VOUCH_VERSION "\n"),
            content(path_));
        write(path_, "# mine\n[quiet]\n\tminutes = 5\n"); // of a version that wrote none
        QCOMPARE(file().read().quiet, std::chrono::minutes(5));
        QVERIFY(!content(path_).contains("[vouch]")); // reading changes nothing
        file().set(u"lock.screen"_s, u"true"_s);
        QVERIFY(content(path_).startsWith("# mine\n[quiet]\n\tminutes = 5\n"));
        QCOMPARE(content(path_).count("\tversion = 1\n"), 1);
        const QByteArray once = content(path_);
        file().set(u"lock.screen"_s, u"true"_s);
        QCOMPARE(content(path_), once);
    }

    void aNewerVersionIsReadAndNotChanged() {
        const QByteArray newer =
            "[vouch]\n\tversion = 2\n\twriter = 7.1.0\n[quiet]\n\tminutes = 5\n"
            "[ui]\n\ttray = rainbow\n[role \"odd\"]\n\tkind = new\n[notice]\n\tminutes = 9\n";
        write(path_, newer);
        SettingsFile settings = file();
        QCOMPARE(settings.read().quiet, std::chrono::minutes(5));
        QCOMPARE(settings.read().notices, QList{std::chrono::minutes(9)});
        QCOMPARE(settings.read().tray, Settings::TrayTone::Automatic);
        QVERIFY(settings.read().roles.isEmpty());
        for (const QString &said : {refusal([&] { settings.set(u"quiet.minutes"_s, u"7"_s); }),
                                    refusal([&] { settings.unset(u"quiet.minutes"_s); }),
                                    refusal([&] { settings.addRole(mine, true); }), refusal([&] {
                                        settings.addRule({u"*"_s, u"x"_s});
                                    })}) {
            QVERIFY2(said.startsWith(u"Vouch 7.1.0 wrote "_s + path_), qPrintable(said));
            QVERIFY2(said.contains(u"Update Vouch"_s), qPrintable(said));
        }
        QCOMPARE(content(path_), newer);
        write(path_, "[vouch]\n\tversion = one\n");
        QVERIFY(refusal([&] { settings.read(); }).contains(u"vouch.version"_s));
    }

private:
    SettingsFile file() const { return SettingsFile(path_, {organization_, ::geteuid()}); }
    void writeRoles(const QByteArray &policy) {
        write(organization_, "[role \"shared\"]\n\tarn = " + theirs.arn.toUtf8() +
                                 "\n\tregion = us-east-1\n[use]\n\trule = infra-* shared\n" +
                                 policy);
    }
    void write(const QString &path, const QByteArray &text) {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    static QByteArray content(const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
    QString organization_, path_;
};

QTEST_GUILESS_MAIN(TestOrganization)
#include "test_organization.moc"
