// SPDX-License-Identifier: Apache-2.0
// AWS profiles in the settings window: adding, importing and removing their keys, which AWS (the
// sandbox) checks, and what the page says about each profile.
#include "core/tasks_under_way.h"
#include "patience.h"
#include "profiles_samples.h"
#include "sts_sandbox.h"
#include "ui/profiles/add_access_key_dialog.h"
#include "ui/profiles/import_access_keys_dialog.h"
#include "ui/settings/settings_profiles.h"
#include "ui/settings/settings_profiles_list.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/whole_names.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using vouch::test::Ended;
using vouch::test::keep;
using vouch::test::ProfilesParts;
using vouch::test::Sandbox;

class TestSettingsProfiles : public QObject {
    Q_OBJECT
private:
    struct Keys {
        QString id, secret;
    };

    QTemporaryDir folder_;
    Sandbox sandbox_;
    std::unique_ptr<ProfilesParts> parts_;
    Keys dylan_, ci_;
    QString serial_, deployer_;

    static Keys keysOf(const QJsonObject &user) {
        return {user.value("access_key_id"_L1).toString(),
                user.value("secret_access_key"_L1).toString()};
    }
    static QByteArray section(const char *name, const Keys &keys) {
        return u"[%1]\naws_access_key_id = %2\naws_secret_access_key = %3\n"_s
            .arg(QLatin1String(name), keys.id, keys.secret)
            .toUtf8();
    }
    ProfileList *list() { return parts_->window.findChild<ProfileList *>(); }
    /// The second lines, by name.
    QString details(const QString &name) {
        for (int row = 0; row < list()->count(); ++row)
            if (list()->item(row)->text() == name)
                return list()->item(row)->data(Qt::AccessibleTextRole).toString();
        return {};
    }
    void open() {
        parts_->window.showPage(SettingsWindow::Page::Profiles);
        QTRY_VERIFY(says(u"Access keys of IAM users"_s));
    }
    /// Opens the page, and waits for its profiles.
    void openWith(int profiles) {
        open();
        QTRY_COMPARE(list()->count(), profiles);
    }
    bool says(const QString &words, const QWidget *window = nullptr) {
        for (const QLabel *label :
             (window != nullptr ? window : &parts_->window)->findChildren<QLabel *>())
            if (label->isVisible() && plainNames(label->text()).contains(words))
                return true;
        return false;
    }
    QAbstractButton *button(const QString &text, QWidget *window = nullptr) {
        for (QAbstractButton *each :
             (window != nullptr ? window : &parts_->window)->findChildren<QAbstractButton *>())
            if (each->isVisible() && each->text() == text &&
                each->window() == (window ? window : &parts_->window))
                return each;
        return nullptr;
    }
    template <typename Dialog>
    Dialog *opened() {
        const auto all = parts_->window.findChildren<Dialog *>();
        return all.isEmpty() || !all.last()->isVisible() ? nullptr : all.last();
    }
    static void type(QLineEdit *field, const QString &text) {
        field->selectAll();
        field->insert(text);
    }
    /// The fields of the dialog in the order of Tab: profile, key ID, secret, region.
    static void fill(AddAccessKeyDialog *dialog, const QString &profile, const Keys &keys,
                     const QString &region = {}) {
        const auto fields = dialog->findChildren<QLineEdit *>();
        const auto secrets = dialog->findChildren<SecretField *>();
        QLineEdit *name = nullptr, *where = nullptr;
        for (QLineEdit *field : fields) {
            if (qobject_cast<SecretField *>(field) != nullptr)
                continue;
            (field->placeholderText().startsWith("A name"_L1) ? name : where) = field;
        }
        type(name, profile);
        type(secrets[0], keys.id);
        type(secrets[1], keys.secret);
        type(where, region);
    }

private Q_SLOTS:
    void initTestCase() {
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "disabled:");
        QVERIFY(sandbox_.start(folder_.path()));
        sandbox_.takeConnections();
        const auto people = sandbox_.ask({{u"people"_s, true}});
        dylan_ = keysOf(people.value("dylan"_L1).toObject());
        ci_ = keysOf(people.value("ci"_L1).toObject());
        serial_ = people.value("dylan"_L1).toObject().value("mfa_serial"_L1).toString();
        deployer_ = people.value("roles"_L1).toObject().value("Deployer"_L1).toString();
    }
    void init() {
        parts_ = std::make_unique<ProfilesParts>();
        parts_->world.clock.jumpTo(Time(std::chrono::seconds(QDateTime::currentSecsSinceEpoch())));
        parts_->world.awsHttp.trust(
            http::readAuthorities(sandbox_.world.value("ca"_L1).toString()));
    }
    void cleanup() { parts_.reset(); }
    void cleanupTestCase() { QTRY_COMPARE(tasksUnderWay(), 0); }

    void saysWhereTheKeysOfEachProfileAre() {
        parts_->store(u"acme"_s, dylan_.id.toUtf8(), dylan_.secret.toUtf8());
        parts_->write("credentials", section("ci", ci_));
        parts_->write("config", u"[profile acme]\nregion = us-east-1\nmfa_serial = %1\n"
                                "[profile deploy]\nsource_profile = acme\nrole_arn = %2\n"
                                "[profile old]\nregion = us-east-1\n"_s.arg(serial_, deployer_)
                                    .toUtf8());
        openWith(4);
        QCOMPARE(details(u"acme"_s),
                 u"acme · Keys in the keychain · code from dylan · us-east-1"_s);
        QCOMPARE(details(u"deploy"_s),
                 u"deploy · Role Deployer · 1234\u00A05678\u00A09012 · keys of acme"_s);
        QCOMPARE(details(u"ci"_s), u"ci · Keys in the file"_s);
        QVERIFY(details(u"old"_s).contains("has no keys"_L1));

        // Tab goes through them in reading order.
        list()->setFocus();
        QStringList order;
        for (QWidget *next = list()->nextInFocusChain(); order.size() < 5;
             next = next->nextInFocusChain())
            if (auto *each = qobject_cast<QAbstractButton *>(next); each && each->isVisible())
                order.append(each->text());
        QCOMPARE(order, QStringList({u"Use for &git"_s, u"Copy co&mmand"_s, u"&Remove keys…"_s,
                                     u"&Add keys…"_s, u"&Import…"_s}));

        // What is wrong, and what to do about it, without a command.
        list()->select(u"old"_s);
        QVERIFY(says(u"Choose “Add keys…” to enter its access keys."_s));
        QVERIFY(!says(u"vouch "_s));
        QVERIFY(!button(u"Copy co&mmand"_s)->isEnabled());
        QVERIFY(!button(u"&Remove keys…"_s)->isEnabled());
        button(u"&Add keys…"_s)->click();
        QTRY_VERIFY(opened<AddAccessKeyDialog>());
        QCOMPARE(opened<AddAccessKeyDialog>()->findChild<QLineEdit *>()->text(), u"old"_s);
        opened<AddAccessKeyDialog>()->reject();
        list()->select(u"ci"_s);
        QVERIFY(says(u"Any program you run can read these keys"_s));
        QVERIFY(!button(u"&Remove keys…"_s)->isEnabled()); // they aren't in the keychain
    }

    void saysWhatProfilesAreForIfThereAreNone() {
        open();
        QTRY_VERIFY(says(u"gives programs and git credentials that expire"_s));
        QVERIFY(button(u"&Add keys…"_s));
        button(u"&Import…"_s)->click();
        QTRY_VERIFY(opened<ImportAccessKeysDialog>());
        QTRY_VERIFY(says(u"There are no long-lived keys in"_s, opened<ImportAccessKeysDialog>()));
        QVERIFY(!says(u"vouch "_s, opened<ImportAccessKeysDialog>()));
    }

    void addsKeysThatAwsAccepts() {
        open();
        QTRY_VERIFY(button(u"&Add keys…"_s));
        button(u"&Add keys…"_s)->click();
        QTRY_VERIFY(opened<AddAccessKeyDialog>());
        const QPointer<AddAccessKeyDialog> dialog = opened<AddAccessKeyDialog>();
        QAbstractButton *add = button(u"&Add keys"_s, dialog);
        QVERIFY(!add->isEnabled());
        // The secret of somebody else.
        fill(dialog, u"acme"_s, {dylan_.id, ci_.secret}, u"eu-central-1"_s);
        QVERIFY(add->isEnabled());
        add->click();
        QVERIFY(says(u"Checking these keys with AWS…"_s, dialog));
        QTRY_VERIFY(says(u"doesn't match the key"_s, dialog));
        QVERIFY(!says(u"vouch aws"_s, dialog));
        QVERIFY(parts_->keychain.entries.isEmpty());
        QVERIFY(parts_->content("config").isEmpty());

        fill(dialog, u"acme"_s, dylan_, u"Frankfurt"_s);
        add->click();
        QVERIFY(says(u"is not a region"_s, dialog));
        fill(dialog, u"acme"_s, dylan_, u"eu-central-1"_s);
        add->click();
        QTRY_VERIFY(!dialog || !dialog->isVisible());
        QCOMPARE(parts_->keychain.entries.value(u"vouch/aws/acme"_s),
                 (dylan_.id + u'\n' + dylan_.secret).toUtf8());
        QCOMPARE(parts_->content("config"), "[profile acme]\nregion = eu-central-1\n");
        QTRY_COMPARE(details(u"acme"_s), u"acme · Keys in the keychain · eu-central-1 · default "
                                         "for git"_s);
        QVERIFY(says(u"Stored the keys of arn:aws:iam::123456789012:user/dylan"_s));
    }

    void wipesTheFieldsWhenItCloses() {
        AddAccessKeyDialog dialog(parts_->profiles, u"acme"_s, nullptr);
        dialog.show();
        fill(&dialog, u"acme"_s, dylan_);
        dialog.reject();
        for (const SecretField *field : dialog.findChildren<SecretField *>())
            QVERIFY(field->text().isEmpty());
    }

    void importsTheKeysThatAreChosen() {
        const QByteArray rest = "# mine\n[other]\nregion = us-east-1\n";
        parts_->write("credentials",
                      section("acme", dylan_) + section("ci", {ci_.id, dylan_.secret}) + rest);
        openWith(3);
        button(u"&Import…"_s)->click();
        QTRY_VERIFY(opened<ImportAccessKeysDialog>());
        ImportAccessKeysDialog *dialog = opened<ImportAccessKeysDialog>();
        QTRY_VERIFY(button(u"&Import"_s, dialog)->isEnabled());
        QVERIFY(button(u"acme · %1…%2"_s.arg(dylan_.id.first(4), dylan_.id.last(4)), dialog));
        QVERIFY(says(u"Only their key lines are removed from"_s, dialog));
        const QByteArray before = parts_->content("credentials");
        QVERIFY(parts_->keychain.entries.isEmpty()); // nothing has changed yet
        button(u"&Import"_s, dialog)->click();
        QTRY_VERIFY(says(u"Removed the keys from the file."_s, dialog));
        // AWS refused those of ci: they stay where they are.
        QVERIFY(says(u"These are the keys of arn:aws:iam::123456789012:user/dylan."_s, dialog));
        QVERIFY(says(u"doesn't match the key"_s, dialog));
        QVERIFY(parts_->keychain.entries.contains(u"vouch/aws/acme"_s));
        QVERIFY(!parts_->keychain.entries.contains(u"vouch/aws/ci"_s));
        QCOMPARE(parts_->content("credentials"),
                 "[acme]\n" + section("ci", {ci_.id, dylan_.secret}) + rest);
        QCOMPARE(parts_->content("credentials.before-vouch"), before);
        button(u"&Delete the copy"_s, dialog)->click();
        QVERIFY(!QFile::exists(parts_->path("credentials.before-vouch")));
        button(u"&Close"_s, dialog)->click();
        QTRY_COMPARE(details(u"acme"_s), u"acme · Keys in the keychain"_s);
    }

    void leavesTheFileAloneIfAsked() {
        parts_->write("credentials", section("acme", dylan_));
        const QByteArray before = parts_->content("credentials");
        openWith(1);
        button(u"&Import…"_s)->click();
        QTRY_VERIFY(opened<ImportAccessKeysDialog>());
        ImportAccessKeysDialog *dialog = opened<ImportAccessKeysDialog>();
        QTRY_VERIFY(button(u"&Import"_s, dialog)->isEnabled());
        button(u"&Remove them from the file"_s, dialog)->click();
        button(u"&Import"_s, dialog)->click();
        QTRY_VERIFY(says(u"Stored."_s, dialog));
        QTRY_VERIFY(button(u"&Close"_s, dialog));
        QCOMPARE(parts_->content("credentials"), before);
        QVERIFY(!button(u"&Delete the copy"_s, dialog));
    }

    void removesKeysAfterAsking() {
        parts_->store(u"acme"_s, dylan_.id.toUtf8(), dylan_.secret.toUtf8());
        parts_->write(
            "config",
            u"[profile deploy]\nsource_profile = acme\nrole_arn = %1\n"_s.arg(deployer_).toUtf8());
        openWith(2);
        list()->select(u"acme"_s);
        const auto ask = [this] {
            button(u"&Remove keys…"_s)->click();
            return parts_->window.findChild<QMessageBox *>();
        };
        QMessageBox *box = ask();
        QCOMPARE(box->text(), u"Remove the keys of acme from the keychain?"_s);
        QVERIFY(box->informativeText().startsWith("They stay valid at AWS"_L1));
        QVERIFY(box->informativeText().contains("1 other profile"_L1));
        button(u"&Cancel"_s, box)->click();
        QTRY_VERIFY(!parts_->window.findChild<QMessageBox *>());
        QVERIFY(parts_->keychain.entries.contains(u"vouch/aws/acme"_s));
        box = ask();
        button(u"&Remove"_s, box)->click();
        QTRY_COMPARE(list()->count(), 1);
        QVERIFY(!parts_->keychain.entries.contains(u"vouch/aws/acme"_s));
        QVERIFY(says(u"Removed the keys of acme."_s));
    }

    void showsWhatIsCachedAsSoonAsItIs() {
        parts_->store(u"ci"_s, ci_.id.toUtf8(), ci_.secret.toUtf8());
        openWith(1);
        QCOMPARE(details(u"ci"_s), u"ci · Keys in the keychain · default for git"_s);
        Ended<aws::Credentials> ended;
        const ScopedTask work(
            [&](std::stop_token stop) {
                return keep<aws::Credentials>(
                    parts_->profiles.credentials(u"ci"_s, {}, {}, std::move(stop)), &ended);
            },
            {});
        QTRY_VERIFY(details(u"ci"_s).contains("Cached until"_L1));
        QVERIFY2(ended.result, qPrintable(ended.message()));
        parts_->profiles.forget();
        QTRY_VERIFY(!details(u"ci"_s).contains("Cached until"_L1));
    }

    void usesAProfileForGitAndCopiesItsCommand() {
        parts_->store(u"ci"_s, ci_.id.toUtf8(), ci_.secret.toUtf8());
        parts_->store(u"the other's"_s, ci_.id.toUtf8(), ci_.secret.toUtf8());
        openWith(2);
        list()->select(u"ci"_s);
        button(u"Use for &git"_s)->click();
        QTRY_COMPARE(parts_->world.configuration.settings().useRole, u"ci"_s);
        QTRY_VERIFY(details(u"ci"_s).contains("default for git"_L1));
        QVERIFY(!button(u"Use for &git"_s)->isEnabled());
        button(u"Copy co&mmand"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"vouch exec --profile ci -- "_s);
        list()->select(u"the other's"_s);
        button(u"Copy co&mmand"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 u"vouch exec --profile 'the other'\\''s' -- "_s);
    }

    void theOrganizationsDefaultForGitIsNamedAndStays() {
        parts_->store(u"acme"_s, dylan_.id.toUtf8(), dylan_.secret.toUtf8());
        parts_->store(u"ci"_s, ci_.id.toUtf8(), ci_.secret.toUtf8());
        openWith(2);
        list()->select(u"acme"_s);
        QVERIFY(button(u"Use for &git"_s)->isEnabled());
        const QString path = parts_->world.organizationFile();
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[use]\n\trole = ci\n[policy]\n\tlocked = role\n");
        file.close();
        QTRY_VERIFY(details(u"ci"_s).endsWith("default for git, set by your organization"_L1));
        QTRY_VERIFY(!button(u"Use for &git"_s)->isEnabled());
        QVERIFY(button(u"&Remove keys…"_s)->isEnabled());
    }

    void aLockedKeychainIsSaidAndTriedAgain() {
        parts_->store(u"ci"_s, ci_.id.toUtf8(), ci_.secret.toUtf8());
        parts_->keychain.isLocked = true;
        open();
        QTRY_VERIFY(says(u"The keychain is locked."_s));
        parts_->keychain.isLocked = false;
        button(u"&Try again"_s)->click();
        QTRY_COMPARE(list()->count(), 1);
        QVERIFY(!says(u"The keychain is locked."_s));
    }
};

QTEST_MAIN(TestSettingsProfiles)
#include "test_settings_profiles.moc"
