// SPDX-License-Identifier: Apache-2.0
// The settings window over a real file: changes in the window reach the file, and the other way
// around.
#include "core/personal_data.h"
#include "core/tasks_under_way.h"
#include "gitconfig/codecommit_setup.h"
#include "patience.h"
#include "settings/options.h"
#include "settings/values.h"
#include "settings_samples.h"
#include "ui/settings/activity_list.h"
#include "ui/settings/log_dialog.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/marked_lines.h"

#include <QAccessible>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Page = SettingsWindow::Page;

class TestSettingsWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "disabled:");
        QDir(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
             u"/autostart"_s)
            .removeRecursively();
    }
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        write(sampleFile);
        parts_ = std::make_unique<SettingsParts>(folder_->path());
    }
    void cleanup() {
        parts_.reset();
        qunsetenv("GIT_CONFIG_GLOBAL");
    }
    /// Tasks that were stopped end at their next step.
    void cleanupTestCase() { QTRY_COMPARE(tasksUnderWay(), 0); }

    void opensWithAPage() {
        parts_->window.showPage(Page::Locking);
        QVERIFY(parts_->window.isVisible());
        QCOMPARE(find<QListWidget>(u"Pages"_s)->currentRow(), int(Page::Locking));
        QVERIFY(button(u"Sign out when the &screen is locked"_s)->isVisible());
    }

    void nothingIsWrittenByLooking() {
        for (int page = 0; page <= int(Page::Help); ++page)
            parts_->window.showPage(Page(page));
        parts_->window.close();
        QTest::qWait(50);
        QCOMPARE(content(), sampleFile);
    }

    void checkBoxesAndListsAreWrittenAtOnce() {
        parts_->window.showPage(Page::General);
        button(u"&Start Vouch when you log in"_s)->click();
        QTRY_VERIFY(settings().startAtLogin);
        auto *tray = buddy<QComboBox>(u"&Tray icon"_s);
        tray->setCurrentIndex(2);
        Q_EMIT tray->activated(2);
        QTRY_COMPARE(settings().tray, Settings::TrayTone::Dark);
        parts_->window.showPage(Page::Aws);
        auto *programs = buddy<QComboBox>(u"&AWS credentials"_s);
        QCOMPARE(programs->currentText(), u"Ask once for each program"_s);
        programs->setCurrentIndex(2);
        Q_EMIT programs->activated(2);
        QTRY_COMPARE(settings().programs, Settings::Programs::Never);
        parts_->window.showPage(Page::Locking);
        button(u"Sign out when the &key is removed"_s)->click();
        QTRY_VERIFY(settings().lock.keyRemoved);
        parts_->window.showPage(Page::Notices);
        buddy<QSpinBox>(u"&Quiet for"_s)->setValue(45);
        QTRY_COMPARE(settings().quiet, 45min);
        QVERIFY(content().startsWith("# mine\n"));
        // The file that starts Vouch is there too.
        QTRY_VERIFY(QFile::exists(autostartFile()));
        button(u"&Start Vouch when you log in"_s)->click();
        QTRY_VERIFY(!QFile::exists(autostartFile()));
    }

    void changesByHandAreSeen() {
        parts_->window.showPage(Page::Locking);
        write(sampleFile + "[lock]\n\tkeyRemoved = true\n[notice]\n\tminutes = 10\n");
        QTRY_VERIFY(button(u"Sign out when the &key is removed"_s)->isChecked());
        QCOMPARE(find<QSpinBox>(u"First notice"_s)->value(), 10);
        // The window reports an unreadable file and allows no changes.
        write("[use\n");
        QTRY_VERIFY(says(u"Line 1 of "_s));
        QVERIFY(!button(u"Sign out when the &key is removed"_s)->isEnabled());
        write(sampleFile);
        QTRY_VERIFY(button(u"Sign out when the &key is removed"_s)->isEnabled());
    }

    void eachNoticeHasItsTime() {
        parts_->window.showPage(Page::Notices);
        auto *first = find<QSpinBox>(u"First notice"_s);
        auto *second = find<QSpinBox>(u"Second notice"_s);
        QCOMPARE(first->text(), u"30 min before"_s);
        QCOMPARE(second->value(), 5);
        second->setValue(60); // which is now the longer one
        QTRY_COMPARE(settings().notices, (QList<std::chrono::minutes>{60min, 30min}));
        QVERIFY(content().contains("\tminutes = 60 30\n"));
        QCOMPARE(first->value(), 30);
        QCOMPARE(second->value(), 60);
        button(u"&First notice"_s)->click();
        QTRY_COMPARE(settings().notices, QList<std::chrono::minutes>{60min});
        QTRY_VERIFY(!first->isEnabled());
        QVERIFY(second->isEnabled());
        button(u"&Second notice"_s)->click();
        QTRY_VERIFY(settings().notices.isEmpty());
        QVERIFY(content().contains("\tminutes = none\n"));
    }

    void noticesOfTheFileAreKept() {
        parts_->window.showPage(Page::Notices);
        write(sampleFile + "[notice]\n\tminutes = 90 20 3\n");
        QTRY_COMPARE(find<QSpinBox>(u"First notice"_s)->value(), 90);
        QCOMPARE(find<QSpinBox>(u"Notice 3"_s)->value(), 3);
        find<QSpinBox>(u"Second notice"_s)->setValue(15);
        QTRY_COMPARE(settings().notices, (QList<std::chrono::minutes>{90min, 15min, 3min}));
        write(sampleFile + "[notice]\n\tminutes = 10\n");
        QTRY_VERIFY(!button(u"&Second notice"_s)->isChecked());
        QCOMPARE(find<QSpinBox>(u"First notice"_s)->value(), 10);
        QVERIFY(!button(u"Notice 3"_s)->isChecked());
    }

    /// The table of settings/options.h has a place in the window for each row, and the defaults.
    void everySettingIsInTheWindowWithItsDefault() {
        write("");
        QTRY_VERIFY(settings().roles.isEmpty());
        for (const Option &option : options()) {
            if (option.name == "role"_L1) // the roles' own button
                continue;
            const auto *field = parts_->window.findChild<QWidget *>(option.key);
            QVERIFY2(field != nullptr, option.key.data());
            QCOMPARE(valueOf(field), option.defaultText());
        }
    }

    void filesOfAwsAreChecked() {
        parts_->window.showPage(Page::Aws);
        auto *file = buddy<QLineEdit>(u"Conf&ig file"_s);
        QTest::keyClicks(file, u"/no/such/config"_s);
        QTest::keyClick(file, Qt::Key_Return);
        QTRY_VERIFY(file->accessibleDescription().contains(u"/no/such/config"_s));
        QCOMPARE(content(), sampleFile);
        file->selectAll();
        QTest::keyClicks(file, path());
        QTest::keyClick(file, Qt::Key_Return);
        QTRY_COMPARE(settings().awsConfigFile, path());
        file->selectAll();
        QTest::keyClick(file, Qt::Key_Delete);
        QTest::keyClick(file, Qt::Key_Return);
        QTRY_VERIFY(settings().awsConfigFile.isEmpty());
        QVERIFY(!content().toLower().contains("configfile"));
    }

    /// On every page, the fields begin on the same line.
    void fieldsAreInOneColumn() {
        for (const Page page : {Page::General, Page::Aws}) {
            parts_->window.showPage(page);
            QSet<int> columns;
            for (const QLabel *label : parts_->window.findChildren<QLabel *>())
                if (label->isVisible() && label->buddy() != nullptr)
                    columns.insert(label->buddy()->mapTo(&parts_->window, QPoint()).x());
            QCOMPARE(columns.size(), 1);
        }
    }

    void fitsASmallScreen() {
        parts_->window.resize(1024, 480);
        for (int page = 0; page <= int(Page::Help); ++page) {
            parts_->window.showPage(Page(page));
            QVERIFY(parts_->window.height() <= 600);
            const QAbstractButton *close = button(u"&Close"_s);
            QVERIFY(parts_->window.rect().contains(
                QRect(close->mapTo(&parts_->window, QPoint()), close->size())));
        }
    }

    void aBadServerIsExplainedAndNotWritten() {
        parts_->window.showPage(Page::General);
        auto *server = buddy<QLineEdit>(u"Ser&ver"_s);
        QPushButton *use = qobject_cast<QPushButton *>(button(u"&Use this server"_s));
        QVERIFY(!use->isEnabled());
        server->selectAll();
        QTest::keyClicks(server, u"http://eu.vouch.example"_s);
        QVERIFY(!use->isEnabled());
        QVERIFY(says(u"It should look like https://us.vouch.sh."_s));
        server->selectAll();
        QTest::keyClicks(server, u"eu.vouch.example"_s);
        QVERIFY(use->isEnabled());
        QVERIFY(!says(u"signs you out"_s));
        identity::Login login;
        login.accessToken = std::make_shared<Secret>("t");
        login.expiresAt = parts_->clock.now() + 1h;
        parts_->session.begin(login, {});
        QVERIFY(says(u"Switching servers signs you out."_s));
        // A certificate file that doesn't exist.
        auto *certificates = buddy<QLineEdit>(u"Certificate &file"_s);
        QTest::keyClicks(certificates, u"/no/such.pem"_s);
        use->click();
        QTRY_VERIFY(says(u"Can't read /no/such.pem."_s));
        QCOMPARE(content(), sampleFile);
        certificates->clear();
        use->click();
        QTRY_COMPARE(settings().server, QUrl(u"https://eu.vouch.example"_s));
    }

    void showsRolesAndWhatTheyAreFor() {
        parts_->window.showPage(Page::Roles);
        const auto *roles = find<QTableWidget>(u"Roles"_s);
        QCOMPARE(texts(roles, 0), (QStringList{u"Developer"_s, u"1234\u00a05678\u00a09012"_s,
                                               u"us-east-1"_s, u"everything else"_s}));
        QCOMPARE(texts(roles, 2).last(), u"%n rule(s)"_s.replace(u"%n"_s, u"1"_s));
        const auto *rules = find<QTableWidget>(u"Which role each repository uses"_s);
        QCOMPARE(texts(rules, 2),
                 (QStringList{u"acme-*"_s, u"Audit"_s, u"No repository matches this yet"_s}));
        parts_->activity.record(sampleUse(u"acme-web"_s, true));
        QTRY_COMPARE(texts(rules, 2).last(), QString());
        QCOMPARE(texts(rules, 1).last(), u"No repository matches this yet"_s);
    }

    void whatTheOrganizationSetIsShownAndWhatItLockedStays() {
        parts_->window.showPage(Page::Locking);
        auto *screen = button(u"Sign out when the &screen is locked"_s);
        QVERIFY(!says(u"Set by your organization."_s));
        write("[lock]\n\tsuspend = true\n\tkeyRemoved = true\n[role \"theirs\"]\n\tarn = "
              "arn:aws:iam::210987654321:role/x\n[use]\n\trule = * theirs\n[policy]\n\tlocked = "
              "lock-key-removed\n\tlocked = server\n[server]\n\turl = https://theirs.example\n",
              folder_->filePath(u"vouch/organization"_s));
        auto *removed = button(u"Sign out when the &key is removed"_s);
        QTRY_VERIFY(removed->isChecked());
        QVERIFY(!removed->isEnabled());
        QVERIFY(!screen->isChecked());
        QVERIFY(says(u"Set by your organization."_s));
        QCOMPARE(removed->accessibleDescription(), u"Set by your organization."_s);
        parts_->window.showPage(Page::General);
        auto *server = buddy<QLineEdit>(u"Ser&ver"_s);
        QCOMPARE(server->text(), u"https://theirs.example"_s);
        QVERIFY(!server->isEnabled());
        QVERIFY(buddy<QLineEdit>(u"Certificate &file"_s)->isEnabled());
        parts_->window.showPage(Page::Roles);
        auto *roles = find<QTableWidget>(u"Roles"_s);
        QCOMPARE(texts(roles, 0).first(), u"theirs"_s);
        QCOMPARE(texts(roles, 0).last(), u"1 rule(s); set by your organization"_s);
        roles->selectRow(0);
        QVERIFY(!button(u"&Remove"_s)->isEnabled());
        auto *rules = find<QTableWidget>(u"Which role each repository uses"_s);
        QCOMPARE(texts(rules, 3).first(), u"*"_s);
        rules->selectRow(3);
        QVERIFY(!button(u"Move u&p"_s)->isEnabled());
        QVERIFY(!button(u"Remove ru&le"_s)->isEnabled());
        QFile::remove(folder_->filePath(u"vouch/organization"_s));
        QTRY_VERIFY(removed->isEnabled());
        QVERIFY(!removed->isChecked());
        QCOMPARE(removed->accessibleDescription(), QString());
    }

    void movesAndRemovesRules() {
        parts_->window.showPage(Page::Roles);
        auto *rules = find<QTableWidget>(u"Which role each repository uses"_s);
        QVERIFY(!button(u"Move u&p"_s)->isEnabled());
        rules->selectRow(2);
        QVERIFY(!button(u"Move d&own"_s)->isEnabled());
        button(u"Move u&p"_s)->click();
        QTRY_COMPARE(settings().rules.at(1).glob, u"acme-*"_s);
        QTRY_COMPARE(rules->selectionModel()->selectedRows().first().row(), 1);
        button(u"Remove ru&le"_s)->click();
        QTRY_COMPARE(settings().rules.size(), 2);
        QVERIFY(!content().contains("acme"));
    }

    void makesARoleTheDefaultAndRemovesIt() {
        parts_->window.showPage(Page::Roles);
        auto *roles = find<QTableWidget>(u"Roles"_s);
        roles->selectRow(1);
        button(u"Make &default"_s)->click();
        QTRY_COMPARE(settings().useRole, u"Release"_s);
        QTRY_VERIFY(!button(u"Make &default"_s)->isEnabled());
        button(u"&Remove"_s)->click();
        auto *box = parts_->window.findChild<QMessageBox *>();
        QVERIFY(box != nullptr);
        QCOMPARE(box->text(), u"Remove the role Release?"_s);
        QTest::keyClick(box, Qt::Key_Escape);
        QTest::qWait(20);
        QCOMPARE(settings().roles.size(), 3);
        button(u"&Remove"_s)->click();
        box = parts_->window.findChildren<QMessageBox *>().last();
        for (QAbstractButton *choice : box->buttons())
            if (choice->text() == "&Remove"_L1)
                choice->click();
        QTRY_COMPARE(settings().roles.size(), 2);
        QCOMPARE(settings().rules, (QList<RoleRule>{{u"acme-*"_s, u"Audit"_s}}));
    }

    void addsARoleAndSaysWhatIsWrongWithIt() {
        parts_->window.showPage(Page::Roles);
        button(u"&Add…"_s)->click();
        QPointer<QDialog> dialog = parts_->window.findChild<QDialog *>();
        QVERIFY(dialog != nullptr);
        auto *name = buddy<QLineEdit>(u"&Name"_s);
        auto *arn = buddy<QLineEdit>(u"Role A&RN"_s);
        QCOMPARE(dialog->focusWidget(), name); // whoever types on types its name
        QTest::keyClicks(arn, u"arn:aws:iam::1:user/x"_s);
        button(u"&Add"_s)->click();
        QVERIFY(says(u"Enter a name."_s));
        QTest::keyClicks(name, u"Developer"_s);
        button(u"&Add"_s)->click();
        QVERIFY(says(u"You already have a role with this name."_s));
        QVERIFY(says(u"That isn't a role ARN. "_s));
        QCOMPARE(content(), sampleFile);
        QTest::keyClicks(name, u"2"_s);
        QVERIFY(!says(u"already"_s));
        arn->selectAll();
        QTest::keyClicks(arn, u"arn:aws:iam::123456789012:role/Two"_s);
        button(u"&Add"_s)->click();
        QTRY_COMPARE(settings().roles.size(), 4);
        QTRY_VERIFY(!dialog || !dialog->isVisible());
        QTRY_COMPARE(find<QTableWidget>(u"Roles"_s)->rowCount(), 4);
    }

    void changesARole() {
        parts_->window.showPage(Page::Roles);
        find<QTableWidget>(u"Roles"_s)->selectRow(1);
        button(u"&Edit…"_s)->click();
        auto *name = buddy<QLineEdit>(u"&Name"_s);
        QCOMPARE(name->text(), u"Release"_s);
        name->selectAll();
        QTest::keyClicks(name, u"Ship"_s);
        auto *via = buddy<QLineEdit>(u"&Via (hub role ARN)"_s);
        QTest::keyClicks(via, u"arn:aws:iam::210987654321:role/Release"_s);
        button(u"&Save"_s)->click();
        QVERIFY(says(u"That's the role itself."_s));
        via->selectAll();
        QTest::keyClicks(via, u"arn:aws:iam::210987654321:role/Hub"_s);
        button(u"&Save"_s)->click();
        QTRY_COMPARE(settings().roles.at(1).name, u"Ship"_s);
        QCOMPARE(settings().roles.at(1).via, u"arn:aws:iam::210987654321:role/Hub"_s);
        QCOMPARE(settings().rules.first().role, u"Ship"_s);
    }

    void addsARule() {
        parts_->window.showPage(Page::Roles);
        button(u"Add r&ule…"_s)->click();
        auto *glob = buddy<QLineEdit>(u"&Repository"_s);
        QTest::keyClicks(glob, u"two words"_s);
        button(u"&Add"_s)->click();
        QVERIFY(says(u"That isn't a repository name or pattern."_s));
        glob->selectAll();
        QTest::keyClicks(glob, u"us-east-1/web"_s);
        QVERIFY(!says(u"That isn't a repository name or pattern."_s));
        button(u"&Add"_s)->click();
        QTRY_COMPARE(settings().rules.last(), (RoleRule{u"us-east-1/web"_s, u"Developer"_s}));
    }

    void aRuleCanNameAProfile() {
        parts_->window.showPage(Page::Roles);
        button(u"Add r&ule…"_s)->click();
        QTest::keyClicks(buddy<QLineEdit>(u"&Repository"_s), u"acme-*"_s);
        auto *role = buddy<QComboBox>(u"R&ole or profile"_s);
        role->setCurrentIndex(role->findText(u"acme-prod"_s));
        button(u"&Add"_s)->click();
        QTRY_COMPARE(settings().rules.last(), (RoleRule{u"acme-*"_s, u"acme-prod"_s}));
        const auto *rules = find<QTableWidget>(u"Which role each repository uses"_s);
        QTRY_COMPARE(rules->rowCount(), 4);
        QCOMPARE(rules->item(3, 2)->text(), u"No repository matches this yet"_s);
    }

    void testsARoleOnlyWithASession() {
        parts_->window.showPage(Page::Roles);
        button(u"&Test"_s)->click();
        QTRY_VERIFY(says(u"Sign in first. Vouch checks the role with your session."_s));
    }

    void saysWhatThisSystemCannotTell() {
        parts_->window.showPage(Page::Locking);
        QVERIFY(!button(u"Sign out when the &screen is locked"_s)->isEnabled());
        QVERIFY(!button(u"Sign out when the computer goes to s&leep"_s)->isEnabled());
        QVERIFY(says(u"Not available: this system doesn't tell Vouch when it goes to sleep."_s));
        QVERIFY(button(u"Sign out when the &key is removed"_s)->isEnabled());
    }

    void theReportIsShownAndSwitchedOff() {
        parts_->window.showPage(Page::General);
        QAbstractButton *send = button(u"Send a &report about this computer when signing in"_s);
        QVERIFY(send->isChecked());
        QVERIFY(says(u"Without it, your organization may refuse your sign-in."_s));
        button(u"Sho&w what's sent…"_s)->click();
        auto *text = find<QPlainTextEdit>(u"What's sent"_s);
        QTRY_VERIFY(!text->toPlainText().isEmpty());
        QVERIFY(text->isReadOnly());
        QCOMPARE(QJsonDocument::fromJson(text->toPlainText().toUtf8()),
                 QJsonDocument::fromJson(sampleReport));
        QVERIFY(says(u"This report is collected and sent to your organization's server"_s));
        text->window()->close();

        send->click();
        QTRY_VERIFY(!settings().sendPosture);
        QVERIFY(!parts_->report.isSent());
        QVERIFY(parts_->report.forSignIn().result().isEmpty());
        button(u"Sho&w what's sent…"_s)->click();
        QVERIFY(says(u"You turned it off, so nothing is sent."_s));
        send->click();
        QTRY_VERIFY(settings().sendPosture);
        QCOMPARE(parts_->report.forSignIn().result(), sampleReport);
    }

    void showsAndClearsActivity() {
        parts_->activity.record(sampleUse(u"payments-api"_s, true));
        parts_->activity.record(sampleUse(u"infra"_s, false, u"Developer may not read it"_s));
        parts_->window.showPage(Page::Activity);
        auto *list = find<ActivityList>(u"Activity"_s);
        QCOMPARE(shownIn(list), (QStringList{u"Today"_s, u"infra"_s, u"payments-api"_s}));
        // The whole row is on the screen, and read aloud.
        QCOMPARE(list->horizontalScrollBar()->maximum(), 0);
        const QString refused = list->item(1)->data(Qt::AccessibleTextRole).toString();
        for (const QString &part : {u"infra"_s, u"Refused: Developer may not read it"_s,
                                    u"git (48210)"_s, u"us-east-1"_s, u"~/work/infra"_s})
            QVERIFY2(refused.contains(part), qPrintable(refused));
        parts_->activity.record(sampleUse(u"third"_s, true));
        QTRY_COMPARE(list->count(), 4);
        button(u"C&lear…"_s)->click();
        auto *box = parts_->window.findChild<QMessageBox *>();
        for (QAbstractButton *choice : box->buttons())
            if (choice->text() == "C&lear"_L1)
                choice->click();
        QTRY_COMPARE(list->count(), 0);
        QVERIFY(says(u"Nothing yet. Clone or pull a CodeCommit repository."_s));
    }

    void eachDayOfActivityHasAHeading() {
        ActivityEntry before = sampleUse(u"old"_s, true);
        before.at -= 24h;
        parts_->activity.record(before);
        parts_->activity.record(sampleUse(u"new"_s, true));
        parts_->window.showPage(Page::Activity);
        auto *list = find<ActivityList>(u"Activity"_s);
        QCOMPARE(shownIn(list), (QStringList{u"Today"_s, u"new"_s, u"Yesterday"_s, u"old"_s}));
        // The keyboard goes from row to row.
        list->setFocus();
        for (const auto &[key, row] :
             {std::pair{Qt::Key_Home, 1}, std::pair{Qt::Key_Down, 3}, std::pair{Qt::Key_Up, 1}}) {
            QTest::keyClick(list, key);
            QCOMPARE(list->currentRow(), row);
        }
    }

    void activityIsSearchedAndCopied() {
        parts_->activity.record(sampleUse(u"payments-api"_s, true));
        parts_->activity.record(sampleUse(u"infra"_s, false, u"Developer may not read it"_s));
        parts_->window.showPage(Page::Activity);
        auto *list = find<ActivityList>(u"Activity"_s);
        auto *search = find<QLineEdit>(u"Search activity"_s);
        search->setText(u"read GIT"_s);
        QCOMPARE(shownIn(list), (QStringList{u"Today"_s, u"infra"_s}));
        search->setText(u"elsewhere"_s);
        QVERIFY(says(u"Nothing matches your search."_s));
        search->clear();
        QVERIFY(!button(u"Cop&y"_s)->isEnabled());
        list->selectAll();
        button(u"Cop&y"_s)->click();
        const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n');
        QCOMPARE(copied.size(), 2);
        QVERIFY(copied.first().contains(u"infra · Refused: Developer may not read it · git (48210)"
                                        u" · Developer · us-east-1"_s));
        list->setCurrentRow(2);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"payments-api · Allowed"_s));
    }

    void aRefusedRowCanBeExplained() {
        parts_->activity.record(sampleUse(u"infra"_s, false, u"Developer may not read it"_s));
        parts_->activity.record(sampleUse(u"payments-api"_s, true));
        parts_->window.showPage(Page::Activity);
        auto *list = find<ActivityList>(u"Activity"_s);
        const QSignalSpy wanted(&parts_->window, &SettingsWindow::whyWanted);
        list->setCurrentRow(1);
        QVERIFY(!button(u"&Why?"_s)->isEnabled());
        list->setCurrentRow(2);
        button(u"&Why?"_s)->click();
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(wanted.size(), 2);
        QCOMPARE(wanted.first().first().toUrl(),
                 QUrl(u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/infra"_s));
        // What the user chose needs no explanation.
        ActivityEntry declined = sampleUse(u"web"_s, false, u"you said not now"_s);
        declined.notNowUntil = declined.at + 30min;
        parts_->activity.record(declined);
        QTRY_COMPARE(list->count(), 4);
        list->setCurrentRow(1);
        QVERIFY(!button(u"&Why?"_s)->isEnabled());
        QVERIFY(
            list->item(1)->data(Qt::AccessibleTextRole).toString().contains(u"“Not now”, until"_s));
        list->setCurrentRow(3);
        // The selection stays with its row when there are new ones.
        parts_->activity.record(sampleUse(u"third"_s, true));
        QTRY_COMPARE(list->count(), 5);
        QVERIFY(button(u"&Why?"_s)->isEnabled());
        QCOMPARE(list->currentRow(), 4);
    }

    void checksEverything() {
        parts_->window.showPage(Page::Help);
        button(u"C&heck everything…"_s)->click();
        const QPointer dialog = parts_->window.findChild<CheckDialog *>();
        QTRY_VERIFY(says(u"2 problem(s), 1 warning(s)"_s));
        // Problems first; a place instead of each command.
        QStringList rows;
        for (const auto *row : dialog->findChildren<MarkedLines *>())
            rows.append(row->accessibleName());
        std::ranges::sort(rows, {}, [&dialog](const QString &name) {
            for (const auto *row : dialog->findChildren<MarkedLines *>())
                if (row->accessibleName() == name)
                    return row->parentWidget()->layout()->indexOf(row);
            return -1;
        });
        QCOMPARE(rows,
                 (QStringList{
                     u"Problem: us.vouch.sh can't be reached. Check your network connection."_s,
                     u"Problem: Git doesn't ask Vouch about CodeCommit. Set up git with Vouch."_s,
                     u"Warning: YubiKey 5C NFC has only 2 PIN attempt(s) left. Sign in."_s,
                     u"OK: The server is us.vouch.sh; 3 role(s) known."_s}));
        QVERIFY(!says(u"vouch setup"_s));
        button(u"Cop&y report"_s)->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(
            u"problem server: us.vouch.sh can't be reached.\n"_s));
        const QSignalSpy wanted(&parts_->window, &SettingsWindow::placeWanted);
        button(u"Set up git…"_s)->click();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().first().value<Advice::Place>(), Advice::Place::Git);
        QTRY_VERIFY(!dialog || !dialog->isVisible());
    }

    void aReportNamesNobody() {
        QCOMPARE(withoutPersonalData(u"nora@example.com in /home/nora/work, 123456789012, "
                                     u"https://nora:secret@host/"_s,
                                     u"/home/nora"_s),
                 u"…@… in ~/work, …9012, https://…@host/"_s);
    }

    void showsTheEndOfTheLog() {
        const QString file = folder_->filePath(u"vouch.log"_s);
        QFile log(file);
        QVERIFY(log.open(QIODevice::WriteOnly));
        for (int line = 0; line < 20'000; ++line)
            log.write("line " + QByteArray::number(line) + '\n');
        log.close();
        LogDialog dialog(file, &parts_->window);
        dialog.show();
        auto *text = dialog.findChild<QPlainTextEdit *>();
        QTRY_VERIFY(text->toPlainText().endsWith(u"\nline 19999\n"_s));
        QVERIFY(text->toPlainText().startsWith(u"line "_s));
        QVERIFY(text->toPlainText().size() < 200'000);
        QTRY_COMPARE(text->verticalScrollBar()->value(), text->verticalScrollBar()->maximum());
        button(u"Cop&y"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
        QVERIFY(log.remove());
        button(u"&Refresh"_s)->click();
        QTRY_VERIFY(says(u"The log can't be read."_s));
    }

    void showsTheEndOfALogThatComesBeforeTheWindow() {
        const QString file = folder_->filePath(u"vouch.log"_s);
        QFile log(file);
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray("a line\n").repeated(500));
        log.close();
        LogDialog dialog(file, &parts_->window);
        auto *text = dialog.findChild<QPlainTextEdit *>();
        QTRY_VERIFY(!text->toPlainText().isEmpty());
        dialog.show();
        QTRY_VERIFY(text->verticalScrollBar()->maximum() > 0);
        QTRY_COMPARE(text->verticalScrollBar()->value(), text->verticalScrollBar()->maximum());
    }

    /// Of a home without git's configuration.
    void saysThatThereIsNothingToUndo() {
        qputenv("GIT_CONFIG_GLOBAL", folder_->filePath(u"gitconfig"_s).toUtf8());
        parts_->window.showPage(Page::Help);
        button(u"&Undo git's setup…"_s)->click();
        QTRY_VERIFY(says(u"Vouch hasn't changed anything in git's configuration."_s));
        QVERIFY(!button(u"&Undo"_s)->isEnabled());
    }

    void gitsSetupIsShownAndUndone() {
        const QString file = folder_->filePath(u"gitconfig"_s);
        qputenv("GIT_CONFIG_GLOBAL", file.toUtf8());
        vouch::apply(planCodeCommit({u"vouch"_s, {}, {}, {}}));
        QVERIFY(QFile::exists(file));
        parts_->window.showPage(Page::Help);
        button(u"&Undo git's setup…"_s)->click();
        QTRY_VERIFY(button(u"&Undo"_s)->isEnabled());
        auto *lines = find<QListWidget>(u"What changes in git's configuration"_s);
        QVERIFY(std::ranges::any_of(shownIn(lines), [](const QString &line) {
            return line.startsWith(u'-') && line.contains(u"helper = vouch"_s);
        }));
        button(u"&Undo"_s)->click();
        QTRY_VERIFY(says(u"Git's configuration was restored."_s));
        QVERIFY(!QFile::exists(file));
        QVERIFY(!button(u"&Undo"_s)->isEnabled());
    }

    void tabGoesInReadingOrder() {
        for (int page = 0; page <= int(Page::Help); ++page) {
            parts_->window.showPage(Page(page));
            const QWidget *list = find<QListWidget>(u"Pages"_s);
            const QWidget *close = button(u"&Close"_s);
            QRect before; // of the widget before, in the window
            for (const QWidget *at = list->nextInFocusChain(); at != list;
                 at = at->nextInFocusChain()) {
                if (!at->isVisible() || !at->isEnabled() || !(at->focusPolicy() & Qt::TabFocus) ||
                    at->focusProxy() != nullptr)
                    continue;
                const QRect here(at->mapTo(&parts_->window, QPoint()), at->size());
                const bool isBeside = here.top() < before.bottom() && here.left() > before.right();
                QVERIFY2(
                    isBeside || here.top() >= before.bottom(),
                    qPrintable(u"page %1: "_s.arg(page) + at->accessibleName() + at->objectName()));
                before = here;
                if (at == close)
                    break;
            }
            QVERIFY(before.isValid());
        }
    }

    void everyFieldHasANameAndEveryMnemonicIsUnique() {
        static const QRegularExpression mnemonic(u"&([^& ])"_s);
        for (int page = 0; page <= int(Page::Help); ++page) {
            parts_->window.showPage(Page(page));
            QHash<QChar, QString> seen;
            for (QWidget *widget : parts_->window.findChildren<QWidget *>()) {
                if (!widget->isVisible())
                    continue;
                const bool isField =
                    qobject_cast<QLineEdit *>(widget) || qobject_cast<QComboBox *>(widget) ||
                    qobject_cast<QSpinBox *>(widget) || qobject_cast<QTableWidget *>(widget) ||
                    qobject_cast<QAbstractButton *>(widget);
                const bool isOurs = !widget->parentWidget()->inherits("QAbstractSpinBox") &&
                                    !widget->parentWidget()->inherits("QComboBox") &&
                                    !widget->inherits("QTableCornerButton");
                if (isField && isOurs) {
                    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
                    QVERIFY2(!face->text(QAccessible::Name).isEmpty(),
                             widget->metaObject()->className());
                }
                QString text;
                if (const auto *label = qobject_cast<QLabel *>(widget); label && label->buddy())
                    text = label->text();
                else if (const auto *button = qobject_cast<QAbstractButton *>(widget))
                    text = button->text();
                const auto match = mnemonic.match(text);
                if (!match.hasMatch())
                    continue;
                const QChar key = match.captured(1).at(0).toLower();
                QVERIFY2(!seen.contains(key), qPrintable(seen.value(key) + u" and "_s + text));
                seen.insert(key, text);
            }
            QVERIFY(seen.contains(u'c')); // Close
        }
    }

private:
    const Settings &settings() const { return parts_->configuration.settings(); }
    static QString autostartFile() {
        return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
               u"/autostart/vouch.desktop"_s;
    }

    template <typename T>
    T *find(const QString &accessibleName) {
        for (T *widget : parts_->window.findChildren<T *>())
            if (widget->accessibleName() == accessibleName)
                return widget;
        qFatal("no %s", qPrintable(accessibleName));
    }
    /// The one on the page or dialog that was opened last.
    QAbstractButton *button(const QString &text) {
        QAbstractButton *found = nullptr;
        for (QAbstractButton *button : parts_->window.findChildren<QAbstractButton *>())
            if (button->text() == text && (found == nullptr || button->isVisible()))
                found = button;
        if (found == nullptr)
            qFatal("no %s", qPrintable(text));
        return found;
    }
    template <typename T>
    T *buddy(const QString &text) {
        QLabel *found = nullptr;
        for (QLabel *label : parts_->window.findChildren<QLabel *>())
            if (label->text() == text && (found == nullptr || label->isVisible()))
                found = label;
        if (found == nullptr)
            qFatal("no %s", qPrintable(text));
        return qobject_cast<T *>(found->buddy());
    }
    /// In any visible label.
    bool says(const QString &text) {
        for (const QLabel *label : parts_->window.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    /// The value that a field shows, as in the settings file.
    static QString valueOf(const QWidget *field) {
        if (const auto *edit = qobject_cast<const QLineEdit *>(field))
            return edit->text();
        if (const auto *box = qobject_cast<const QComboBox *>(field))
            return box->currentData().toString();
        if (const auto *spin = qobject_cast<const QSpinBox *>(field))
            return QString::number(spin->value());
        if (const auto *box = qobject_cast<const QAbstractButton *>(field))
            return flagText(box->isChecked());
        QStringList minutes;
        for (const auto *box : field->findChildren<QCheckBox *>())
            if (box->isChecked())
                for (const auto *spin : field->findChildren<QSpinBox *>())
                    if (spin->accessibleName() == QString(box->text()).remove(u'&'))
                        minutes.append(QString::number(spin->value()));
        return minutes.join(u' ');
    }
    /// The headings and the first lines.
    static QStringList shownIn(const QListWidget *list) {
        QStringList all;
        for (int row = 0; row < list->count(); ++row)
            all.append(list->item(row)->text());
        return all;
    }
    static QStringList texts(const QTableWidget *table, int row) {
        QStringList all;
        for (int column = 0; column < table->columnCount(); ++column)
            all.append(table->item(row, column)->text());
        return all;
    }

    QString path() const { return folder_->filePath(u"vouch/settings"_s); }
    void write(const QByteArray &text) { write(text, path()); }
    static void write(const QByteArray &text, const QString &path) {
        QDir().mkpath(QFileInfo(path).path());
        QSaveFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
        QVERIFY(out.commit());
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
    }
    QByteArray content() const {
        QFile in(path());
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<SettingsParts> parts_;
};

QTEST_MAIN(TestSettingsWindow)
#include "test_settings_window.moc"
