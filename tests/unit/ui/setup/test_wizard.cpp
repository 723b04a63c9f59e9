// SPDX-License-Identifier: Apache-2.0
// The setup wizard's pages: their text and mnemonics, what is saved when the user goes back or
// leaves, which pages a way of signing in needs, and what the git page shows and changes, with the
// real git. And that no window tells the user to run a command.
#include "core/error.h"
#include "core/tasks_under_way.h"
#include "git_home.h"
#include "patience.h"
#include "session/credentials/routes.h"
#include "session/doctor/diagnosis.h"
#include "session/doctor/trust_policy.h"
#include "ui/setup/diagnosis_window.h"
#include "ui/setup/finding_rows.h"
#include "ui/setup/git_page.h"
#include "ui/setup/guest_view.h"
#include "ui/setup/key_page.h"
#include "ui/setup/profiles_page.h"
#include "ui/setup/role_page.h"
#include "ui/setup/start_page.h"
#include "ui/setup/try_page.h"
#include "ui/setup/typed_repository.h"
#include "ui/setup/url_field.h"
#include "ui/setup/ways_page.h"
#include "ui/setup/wizard_steps.h"
#include "ui/text/window_text.h"
#include "ui/widgets/difference_view.h"
#include "ui/widgets/languages.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/whole_names.h"
#include "wizard_samples.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTest>
#include <QToolTip>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

class TestWizard : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", "disabled:");
        home_ = std::make_unique<GitHome>();
        setLanguage({});
    }
    void init() {
        home_->write(home_->config(), test::sampleGitConfig);
        world_ = std::make_unique<test::WizardWorld>();
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
    }
    void cleanup() {
        wizard_.reset();
        world_.reset();
    }
    /// Tasks that were stopped end at their next step.
    void cleanupTestCase() { QTRY_COMPARE(tasksUnderWay(), 0); }

    void everyPageSaysWhatItChangesAndHasItsOwnLetters_data() {
        QTest::addColumn<QString>("key");
        for (const char *key :
             {"welcome", "ways", "server", "key", "role", "profiles", "git", "try", "start"})
            QTest::newRow(key) << QString::fromLatin1(key);
    }
    void everyPageSaysWhatItChangesAndHasItsOwnLetters() {
        QFETCH(QString, key);
        wizard_->goTo(key);
        wizard_->show();
        const WizardPage *page = wizard_->wizardPage();
        QCOMPARE(page->pageKey(), key);
        QVERIFY(!page->accessibleName().isEmpty());
        QVERIFY(!page->accessibleDescription().isEmpty());
        QVERIFY(wizard_->findChild<WizardSteps *>()->accessibleDescription().startsWith(
            page->step() + u", step "_s));
        if (auto *role = current<RolePage>())
            role->show({false, {}, RoleTestResult::Wall::TrustPolicy});
        if (auto *profiles = current<ProfilesPage>())
            profiles->show(sampleProfiles());
        if (auto *git = current<GitPage>()) {
            git->cleanUp();
            git->show(test::sampleGit(home_->config()));
        }
        QMap<QString, QString> letters;
        for (const QWidget *widget : wizard_->findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            QString text;
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                text = button->text();
            else if (const auto *label = qobject_cast<const QLabel *>(widget);
                     label != nullptr && label->buddy() != nullptr)
                text = label->text();
            const QString letter = QKeySequence::mnemonic(text).toString();
            if (letter.isEmpty())
                continue;
            QVERIFY2(!letters.contains(letter),
                     qPrintable(letter + u' ' + text + u' ' + letters.value(letter)));
            letters.insert(letter, text);
        }
        QVERIFY(!letters.isEmpty());
    }

    void fieldsHaveNames() {
        for (const QString &key :
             {u"ways"_s, u"server"_s, u"role"_s, u"profiles"_s, u"try"_s, u"start"_s}) {
            wizard_->goTo(key);
            for (auto *widget : wizard_->wizardPage()->findChildren<QWidget *>()) {
                if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr ||
                    widget->parentWidget()->inherits("QComboBox") ||
                    qobject_cast<QAbstractScrollArea *>(widget) != nullptr ||
                    qobject_cast<QAbstractScrollArea *>(widget->parentWidget()) != nullptr ||
                    qobject_cast<QTabWidget *>(widget->parentWidget()) != nullptr)
                    continue;
                const QString name =
                    QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
                QVERIFY2(!name.isEmpty(),
                         qPrintable(key + u' ' +
                                    QString::fromLatin1(widget->metaObject()->className())));
            }
        }
    }

    void tabComesRoundInReadingOrder_data() {
        everyPageSaysWhatItChangesAndHasItsOwnLetters_data();
    }
    void tabComesRoundInReadingOrder() {
        QFETCH(QString, key);
        wizard_->goTo(key);
        wizard_->show();
        QVERIFY(QTest::qWaitForWindowActive(wizard_.get()));
        if (auto *profiles = current<ProfilesPage>())
            profiles->show(sampleProfiles());
        if (auto *git = current<GitPage>()) {
            git->cleanUp();
            git->show(test::sampleGit(home_->config()));
        }
        button(u"Cancel"_s)->setFocus();
        QList<QWidget *> order;
        for (int i = 0; i < 40; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            order.append(QApplication::focusWidget());
            if (order.last() == button(u"Cancel"_s))
                break;
        }
        QCOMPARE(order.last(), button(u"Cancel"_s)); // otherwise it is stuck
        const WizardPage *page = wizard_->wizardPage();
        QPoint before(-1, -1);
        for (const QWidget *widget : order) {
            QVERIFY(widget->isEnabled() && widget->isVisible());
            if (!page->isAncestorOf(widget))
                continue;
            const QPoint at = widget->mapTo(page, QPoint());
            const bool isSameRow = std::abs(at.y() - before.y()) < 12;
            QVERIFY2(isSameRow ? at.x() > before.x() : at.y() > before.y(),
                     widget->metaObject()->className());
            before = at;
        }
    }

    void staysOnTheScreenWithLargeText() {
        const QFont usual = QApplication::font();
        QFont large = usual;
        large.setPointSizeF(usual.pointSizeF() * 2.5);
        QApplication::setFont(large);
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
        for (const QString &key : {u"welcome"_s, u"role"_s, u"git"_s, u"start"_s}) {
            wizard_->goTo(key);
            wizard_->show();
            QCoreApplication::processEvents();
            const QSize room = roomOnScreen(wizard_.get());
            QVERIFY2(wizard_->height() <= room.height(), qPrintable(key));
            QVERIFY2(wizard_->minimumHeight() <= room.height(), qPrintable(key));
            const auto *cancel = button(u"Cancel"_s);
            QVERIFY(wizard_->rect().contains(
                QRect(cancel->mapTo(wizard_.get(), QPoint()), cancel->size())));
        }
        QApplication::setFont(usual);
    }

    void profilesAloneNeedNoServer() {
        world_ = std::make_unique<test::WizardWorld>(false);
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
        wizard_->goTo(u"ways"_s);
        wizard_->show();
        press(u"With a &Vouch server"_s);
        QVERIFY(!button(u"&Next"_s)->isEnabled()); // one way is needed
        press(u"With AWS &profiles"_s);
        press(u"&Next"_s);
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"profiles"_s);
        const auto *steps = wizard_->findChild<WizardSteps *>();
        QCOMPARE(steps->skipped(), (QSet<int>{2, 3, 4})); // server, key, role
        QVERIFY(!button(u"&Next"_s)->isEnabled());
        current<ProfilesPage>()->cleanUp();
        current<ProfilesPage>()->show(sampleProfiles());
        QTRY_VERIFY(says(u"Role in account"_s));
        QVERIFY(says(u"It names no region."_s)); // why the broken one can't be used
        auto *forGit = wizard_->wizardPage()->findChild<QComboBox *>();
        QCOMPARE(forGit->count(), 3); // without the broken one
        forGit->setCurrentIndex(2);
        Q_EMIT forGit->activated(2);
        press(u"&Next"_s);
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"git"_s);
        QTRY_VERIFY(current<GitPage>()->hasChange());
        QVERIFY(addedLines().contains(u"username = build"_s));
        press(u"&Back"_s);
        press(u"&Back"_s);
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"ways"_s);
    }

    void skippedStepsAreNotTicked() {
        world_ = std::make_unique<test::WizardWorld>(false);
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
        wizard_->goTo(u"server"_s);
        wizard_->show();
        const auto *steps = wizard_->findChild<WizardSteps *>();
        QVERIFY(!steps->skipped().contains(2));
        press(u"Skip for no&w"_s);
        QVERIFY(steps->skipped().contains(2));
        press(u"Cancel"_s);
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
        wizard_->goTo(u"start"_s);
        wizard_->show();
        QVERIFY(wizard_->findChild<WizardSteps *>()->skipped().contains(2));
        QVERIFY(says(u"Almost ready"_s));
        QVERIFY(says(u"You skipped: Server, Role."_s));
    }

    void aProfileWithoutKeysNamesTheButtonBelow() {
        world_ = std::make_unique<test::WizardWorld>(false);
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
        wizard_->goTo(u"ways"_s);
        wizard_->show();
        press(u"With a &Vouch server"_s);
        press(u"With AWS &profiles"_s);
        press(u"&Next"_s);
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"profiles"_s);
        ProfileEntry entry;
        entry.name = u"ci"_s;
        entry.kind = ProfileEntry::Kind::Broken;
        entry.problem = u"The AWS profile \"ci\" has no keys."_s;
        entry.hint = u"Add them: vouch aws add ci"_s;
        current<ProfilesPage>()->cleanUp();
        current<ProfilesPage>()->show({entry});
        QTRY_VERIFY(says(u"has no keys. Choose “Add AWS keys…” to enter its access keys."_s));
    }

    void helpIsOneKeyAway() {
        QList<Advice::Place> opened;
        auto services = world_->wizardServices();
        services.open = [&opened](Advice::Place place) { opened.append(place); };
        Wizard wizard(services);
        wizard.goTo(u"welcome"_s);
        wizard.show();
        QVERIFY(QTest::qWaitForWindowActive(&wizard));
        QTest::keyClick(&wizard, Qt::Key_F1);
        QCOMPARE(opened, QList{Advice::Place::Help});
        wizard.button(QWizard::HelpButton)->click();
        QCOMPARE(opened.size(), 2);
    }

    void aRegisteredKeyIsNoQuestion() {
        wizard_->goTo(u"key"_s);
        wizard_->show();
        QVERIFY(button(u"Sign &in"_s)->isVisible());
        QVERIFY(says(u"Is your key registered?"_s));
        identity::Login login;
        login.accessToken = std::make_shared<Secret>(QByteArrayView("token"));
        login.email = u"nora.winter@example.com"_s;
        login.expiresAt = world_->clock.now() + std::chrono::hours(8);
        world_->session.begin(login, QStringList{u"key:1"_s});
        QVERIFY(says(u"Your key is registered. You're signed in as nora.winter@example.com."_s));
        QVERIFY(!says(u"Is your key registered?"_s));
        QVERIFY(!button(u"Sign &in"_s)->isVisible());
        QVERIFY(!button(u"&Register it…"_s)->isVisible());
    }

    void backKeepsWhatWasTyped() {
        wizard_->goTo(u"role"_s);
        wizard_->show();
        auto *arn = field(u"Role &ARN"_s);
        arn->selectAll();
        QTest::keyClicks(arn, u"arn:aws:iam::1234"_s);
        press(u"&Back"_s);
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"key"_s);
        press(u"Skip for no&w"_s);
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"role"_s);
        QCOMPARE(field(u"Role &ARN"_s)->text(), u"arn:aws:iam::1234"_s);
    }

    void goesOnWhereItWasLeftAfterARestart() {
        wizard_->goTo(u"role"_s);
        wizard_->show();
        auto *arn = field(u"Role &ARN"_s);
        arn->selectAll();
        QTest::keyClicks(arn, u"arn:aws:iam::1234"_s);
        press(u"Cancel"_s);
        QVERIFY(!wizard_->isVisible());
        wizard_->present();
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"role"_s);
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
        wizard_->present();
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"role"_s);
        QCOMPARE(field(u"Role &ARN"_s)->text(), u"arn:aws:iam::1234"_s);
        press(u"&Back"_s); // as if the user had come through the earlier pages
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"key"_s);
    }

    void startsAtTheBeginningOrAtGit() {
        wizard_->present();
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"git"_s); // it knows its server
        wizard_.reset();
        world_ = std::make_unique<test::WizardWorld>(false);
        wizard_ = std::make_unique<Wizard>(world_->wizardServices());
        wizard_->present();
        QCOMPARE(wizard_->wizardPage()->pageKey(), u"welcome"_s);
        QVERIFY(!button(u"Skip for no&w"_s)->isVisible());
        QVERIFY(!button(u"&Back"_s)->isVisible());
    }

    void aWrongArnIsSaidAtTheField() {
        wizard_->goTo(u"role"_s);
        wizard_->show();
        auto *arn = field(u"Role &ARN"_s);
        arn->setText(u"arn:aws:iam::1234:user/nora"_s);
        press(u"&Test"_s);
        const QString said = u"That isn't a role ARN. A role ARN looks like "
                             "arn:aws:iam::123456789012:role/Name."_s;
        QCOMPARE(arn->accessibleDescription(), said);
        QVERIFY(says(said));
        QVERIFY(!button(u"&Next"_s)->isEnabled());
        QVERIFY(button(u"&Test"_s)->isDefault());
    }

    void aRoleThatWorksIsWritten() {
        wizard_->goTo(u"role"_s);
        wizard_->show();
        field(u"Role &ARN"_s)->setText(u"arn:aws:iam::210987654321:role/Release"_s);
        current<RolePage>()->show({true, u"This role works."_s, {}});
        QVERIFY(button(u"&Next"_s)->isEnabled());
        QVERIFY(button(u"&Next"_s)->isDefault());
        press(u"&Next"_s);
        QTRY_COMPARE(wizard_->wizardPage()->pageKey(), u"git"_s);
        const Settings &settings = world_->configuration.settings();
        QCOMPARE(settings.useRole, u"Release"_s);
        QCOMPARE(settings.findRole(u"Release"_s)->region, u"us-east-1"_s);
        // Nothing is known about another ARN.
        press(u"&Back"_s);
        QTest::keyClicks(field(u"Role &ARN"_s), u"2"_s);
        QVERIFY(!button(u"&Next"_s)->isEnabled());
    }

    void aRefusalHasWhatTheAdministratorNeeds() {
        wizard_->goTo(u"role"_s);
        wizard_->show();
        field(u"Role &ARN"_s)->setText(u"arn:aws:iam::123456789012:role/Developer"_s);
        current<RolePage>()->show({false, {}, RoleTestResult::Wall::TrustPolicy});
        QTRY_VERIFY(says(u"AWS refused this role"_s));
        QVERIFY(says(
            u"Ask an administrator of account 1234\u00a05678\u00a09012 to add the statement"_s));
        QVERIFY(!button(u"&Next"_s)->isEnabled());
        press(u"&Copy"_s);
        const QByteArray copied = QGuiApplication::clipboard()->text().toUtf8();
        QVERIFY(QJsonDocument::fromJson(copied).isObject());
        QCOMPARE(button(u"Copied"_s)->isVisible(), true);
        wizard_->findChild<QTabWidget *>()->setCurrentIndex(1);
        press(u"Copied"_s);
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"update-assume-role-policy"_s));
        QTRY_VERIFY(button(u"&Copy"_s) != nullptr);
    }

    void theStatementIsWhatStsWants() {
        const QUrl server(u"https://us.vouch.sh"_s);
        const QString arn = u"arn:aws-us-gov:iam::123456789012:role/team/Developer"_s;
        const auto text = textForAdministrator(arn, server, RoleTestResult::Wall::TrustPolicy);
        const auto policy = QJsonDocument::fromJson(text.policy.toUtf8());
        QCOMPARE(policy[u"Principal"_s][u"Federated"_s].toString(),
                 u"arn:aws-us-gov:iam::123456789012:oidc-provider/us.vouch.sh"_s);
        QCOMPARE(policy[u"Condition"_s][u"StringEquals"_s][u"us.vouch.sh:aud"_s].toString(),
                 u"https://us.vouch.sh"_s);
        QVERIFY(text.commandLine.contains(u"--role-name \"Developer\""_s));
        QVERIFY(!text.commandLine.contains(u"create-open-id-connect-provider"_s));
        const auto all = textForAdministrator(arn, server, RoleTestResult::Wall::Provider);
        QVERIFY(all.commandLine.contains(u"create-open-id-connect-provider"_s));
        QVERIFY(all.terraform.contains(u"aws_iam_openid_connect_provider"_s));
        QCOMPARE(textForAdministrator(u"nonsense"_s, server, {}), AdministratorText());
    }

    void gitOffersWhatItNeedsInASystemInsideThisOne() {
        wizard_->goTo(u"git"_s);
        wizard_->show();
        auto *git = current<GitPage>();
        const auto *guest = git->findChild<GuestView *>();
        QTRY_VERIFY(git->hasChange());
        QVERIFY(!guest->isVisible());
        auto look = test::sampleGit(home_->config());
        look.guest = GuestSetup{u"Run this there:"_s, u"git config --global a b"_s};
        git->show(look);
        QVERIFY(guest->isVisible() && says(u"Run this there:"_s));
        auto *copy = guest->findChild<QPushButton *>();
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), look.guest->command);
        QTRY_COMPARE(copy->text(), u"Copy"_s);
        git->show(test::sampleGit(home_->config()));
        QVERIFY(!guest->isVisible());
    }

    void gitShowsEveryLineAndFollowsTheBoxes() {
        wizard_->goTo(u"git"_s);
        wizard_->show();
        QTRY_VERIFY(current<GitPage>()->hasChange() && button(u"&Apply"_s) != nullptr &&
                    button(u"&Apply"_s)->isEnabled());
        auto *view = wizard_->findChild<DifferenceView *>();
        QVERIFY(view->accessibleName().startsWith(u"Changes to "_s));
        const auto rows = [view](const QString &prefix) {
            int count = 0;
            for (int i = 0; i < view->count(); ++i)
                count += view->item(i)->data(Qt::AccessibleTextRole).toString().startsWith(prefix);
            return count;
        };
        QCOMPARE(rows(u"added: "_s), 24);
        QCOMPARE(rows(u"removed: "_s), 3);
        QVERIFY(says(u"An older AWS helper is still listed"_s));
        auto *box = wizard_->wizardPage()->findChild<QCheckBox *>();
        QVERIFY(box->isChecked());
        QVERIFY(!box->accessibleDescription().isEmpty());
        box->click();
        QTRY_COMPARE(rows(u"removed: "_s), 0);
        QCOMPARE(rows(u"added: "_s), 24);
        // In a high window, none of them has to be scrolled to.
        wizard_->resize(wizard_->width(), 1200);
        QTRY_COMPARE(view->verticalScrollBar()->maximum(), 0);
        // Looking writes nothing.
        QCOMPARE(home_->read(home_->config()), test::sampleGitConfig);
    }

    void gitIsAppliedAndTakenBack() {
        wizard_->goTo(u"git"_s);
        wizard_->show();
        QTRY_VERIFY(button(u"&Apply"_s) != nullptr && button(u"&Apply"_s)->isEnabled());
        QVERIFY(!button(u"&Undo"_s)->isVisible());
        press(u"&Apply"_s);
        QTRY_VERIFY(button(u"&Undo"_s)->isVisible());
        QVERIFY(says(u"Git is set up. Nothing to change."_s));
        QVERIFY(button(u"&Next"_s)->isEnabled());
        QVERIFY(!home_->read(home_->config()).contains("aws codecommit"));
        press(u"&Undo"_s);
        QTRY_VERIFY(button(u"&Apply"_s) != nullptr && button(u"&Apply"_s)->isEnabled());
        QCOMPARE(home_->read(home_->config()), test::sampleGitConfig);
        QVERIFY(!button(u"&Undo"_s)->isVisible());
    }

    void aBrokenConfigurationIsSaidAndMayBeSkipped() {
        home_->write(home_->config(), "[user\n");
        wizard_->goTo(u"git"_s);
        wizard_->show();
        QTRY_VERIFY(says(u"ine 1"_s));
        QVERIFY(button(u"Skip for no&w"_s)->isVisible());
        QVERIFY(!button(u"&Next"_s)->isEnabled());
        QCOMPARE(home_->read(home_->config()), "[user\n");
    }

    void mnemonicsTakeTheFirstFreeLetter() {
        QString taken = u"ba"_s;
        QCOMPARE(withMnemonic(u"Remove it"_s, taken), u"&Remove it"_s);
        QCOMPARE(withMnemonic(u"Remove it"_s, taken), u"R&emove it"_s);
        QCOMPARE(withMnemonic(u"A & B"_s, taken), u"A && B"_s);
    }

    void tryingExplainsAFailure() {
        wizard_->goTo(u"try"_s);
        wizard_->show();
        auto *url = field(u"&Repository"_s);
        url->setText(u"https://github.com/nora/x"_s);
        press(u"&Try"_s);
        QVERIFY(url->accessibleDescription().startsWith(u"That isn't a CodeCommit address."_s));
        url->setText(u"payments-api"_s); // its region is that of the role
        press(u"&Try"_s);
        QCOMPARE(url->accessibleDescription(), QString());
        current<TryPage>()->cleanUp();
        current<TryPage>()->show({false, 0, u"error: 403"_s, {{u"Because."_s, u"Do this."_s}}});
        QVERIFY(says(u"Git can't reach this repository. It reported: error: 403"_s));
        QTRY_VERIFY(says(u"Because."_s) && says(u"Do this."_s));
        QVERIFY(!button(u"&Next"_s)->isEnabled());
        current<TryPage>()->show({true, 4, {}, {}});
        QVERIFY(says(u"it lists 4 branches and tags."_s));
        QVERIFY(button(u"&Next"_s)->isEnabled());
        QVERIFY(!says(u"Because."_s));
        press(u"&Next"_s);
        QVERIFY(says(u"You are ready"_s));
        press(u"C&opy"_s);
        QCOMPARE(
            QGuiApplication::clipboard()->text(),
            u"git clone https://git-codecommit.us-east-1.amazonaws.com/v1/repos/payments-api"_s);
    }

    void anotherRoleThatMayIsOneButtonAway() {
        Diagnosis found;
        found.facts.repository = addressIn(u"us-east-1"_s, u"payments-api"_s);
        found.facts.otherRole = Role{u"Auditor"_s, {}, {}};
        found.causes = {{Diagnosis::Cause::Kind::Role, u"Your role Auditor is allowed."_s,
                         u"git config --global credential.x.username Auditor"_s}};
        SettingsFile(world_->configuration.file()).addRule({u"*-api"_s, u"Developer"_s});
        wizard_->goTo(u"try"_s);
        wizard_->show();
        field(u"&Repository"_s)->setText(u"payments-api"_s);
        current<TryPage>()->show({false, 0, u"error: 403"_s, reasonsIn(found)});
        QTRY_VERIFY(button(u"Use Auditor"_s)->isVisible());
        QVERIFY(!says(u"git config"_s));
        press(u"Use Auditor"_s);
        const auto rules = [this] { return world_->configuration.settings().rules; };
        // It is added last, and then moved.
        const RoleRule rule{u"us-east-1/payments-api"_s, u"Auditor"_s};
        QTRY_COMPARE(rules().value(0), rule);
        QCOMPARE(rules().size(), 2);
        QVERIFY(!button(u"&Try"_s)->isEnabled()); // it tries again
    }

    void windowsNameTheirPlacesAndNoCommands_data() {
        QTest::addColumn<QString>("hint");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *hint, const char *said) {
            QTest::newRow(hint) << QString::fromLatin1(hint) << QString::fromLatin1(said);
        };
        row("Run: vouch config set server https://YOUR-SERVER",
            "Enter the server in Vouch's settings.");
        row("Ask for codecommit:GitPull, or choose another role: vouch config list",
            "Check the roles in Vouch's settings.");
        row("Developer may not read it. Choose another role: vouch config list",
            "Developer may not read it. Check the roles in Vouch's settings.");
        row("Run: vouch logout, then: vouch login", "Sign out, then sign in again.");
        row("Run: vouch doctor https://example.com/x", "");
        row("git remote set-url origin https://example.com/x", "");
        row("Vouch signs in. Try again in a minute.", "Vouch signs in. Try again in a minute.");
    }
    void windowsNameTheirPlacesAndNoCommands() {
        QFETCH(QString, hint);
        QTEST(adviceFrom(hint).text, "said");
    }

    void aLongAddressIsElidedInTheMiddle() {
        UrlField field;
        field.setText(u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/payments-api"_s);
        field.resize(200, 32);
        const auto toolTip = [&field] {
            QHelpEvent help(QEvent::ToolTip, QPoint(5, 5), field.mapToGlobal(QPoint(5, 5)));
            QApplication::sendEvent(&field, &help);
            return QToolTip::text();
        };
        field.show();
        QVERIFY(toolTip().contains(u"us-east-1.amazonaws.com/v1/repos/payments-api"_s));
        const QImage elided = field.grab().toImage();
        field.setText(u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/payments-web"_s);
        QVERIFY(field.grab().toImage() != elided); // its end shows
        // Someone who edits it sees the text around the cursor.
        field.activateWindow();
        field.setFocus();
        QTRY_VERIFY(field.hasFocus());
        const auto cursor = [&field] {
            return field.inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
        };
        field.end(false);
        const QImage atEnd = field.grab().toImage();
        QVERIFY(field.rect().contains(cursor()));
        field.home(false);
        QVERIFY(field.grab().toImage() != atEnd); // it scrolled, and nothing is elided
        QVERIFY(field.rect().contains(cursor()));
        field.setText(u"http://us"_s);
        QTRY_VERIFY(toolTip().isEmpty());
    }

    void theLastPageWritesAndForgetsTheWizard() {
        wizard_->goTo(u"start"_s);
        wizard_->show();
        press(u"Cancel"_s);
        QVERIFY(world_->savedState.wizard());
        wizard_->present();
        press(u"&Start Vouch when you log in"_s);
        press(u"&Finish"_s);
        QTRY_VERIFY(!wizard_->isVisible());
        QVERIFY(world_->configuration.settings().startAtLogin);
        QVERIFY(!world_->savedState.wizard());
    }

    void asksForTheIconsColorWhereThereIsATray() {
        for (const bool hasTray : {false, true}) {
            auto services = world_->wizardServices();
            services.hasTray = [hasTray] { return hasTray; };
            wizard_ = std::make_unique<Wizard>(services);
            wizard_->goTo(u"start"_s);
            wizard_->show();
            QCOMPARE(says(u"Can you see the key in the tray?"_s), hasTray);
        }
        press(u"&Dark"_s); // at once, so that the user sees it
        QTRY_COMPARE(world_->configuration.settings().tray, Settings::TrayTone::Dark);
    }

    void findsWhatIsInTheWayOfGit() {
        const QString url = u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/mine"_s;
        CodeCommitOptions options;
        options.helper = u"vouch"_s;
        apply(planCodeCommit(options, {}));
        QVERIFY(conflictsFor(url, {}).isEmpty());
        const QString repository = home_->path(u"mine"_s);
        GitHome::git({u"init"_s, u"--quiet"_s, repository});
        GitHome::git({u"config"_s, u"credential.helper"_s, u"store"_s}, {}, repository);
        const auto own = conflictsFor(url, {repository, home_->path(u"gone"_s)});
        QCOMPARE(own.size(), 1);
        QCOMPARE(own.first().name, u"repository-helper"_s);
        home_->append(home_->config(), "[credential]\n\thelper = libsecret\n");
        const auto later = conflictsFor(url, {});
        QCOMPARE(later.size(), 1);
        QCOMPARE(later.first().name, u"other-helper"_s);
    }

    void whyStartsWithTheLastRefusal() {
        ActivityEntry use;
        use.at = world_->clock.now();
        use.who.repository = u"infra-live"_s;
        use.who.region = u"cn-north-1"_s;
        use.reason = u"Developer may not read it"_s;
        world_->activity.record(use);
        DiagnosisWindow why(world_->wizardServices());
        why.open();
        auto *url = why.findChild<QLineEdit *>();
        QCOMPARE(url->text(),
                 u"https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/infra-live"_s);
        url->setText(u"not/a/name"_s);
        QTest::keyClick(url, Qt::Key_Return);
        QVERIFY(url->accessibleDescription().startsWith(u"That isn't a CodeCommit address."_s));
    }

    void anAddressWithoutARegionMeansThatOfItsRole() {
        Settings settings;
        settings.roles = {{u"Only"_s, {}, u"eu-west-1"_s}};
        const QString address = u"codecommit://my-repo"_s;
        QCOMPARE(regionFor(settings, address), u"eu-west-1"_s); // as git, without a default
        settings.roles.append({u"a@b"_s, {}, u"us-east-1"_s});
        QCOMPARE(regionFor(settings, address), QString());
        QCOMPARE(regionFor(settings, u"codecommit://a@b@my-repo"_s), u"us-east-1"_s);
        settings.rules = {{u"my-*"_s, u"Only"_s}};
        QCOMPARE(regionFor(settings, address), u"eu-west-1"_s);
    }

    void aBareNameIsInTheRegionOfItsRole() {
        Settings settings;
        QVERIFY_EXCEPTION_THROWN(typedRepository(u"my-repo"_s, settings), Error);
        QCOMPARE(typedRepository(u"my-repo"_s, settings, u"eu-west-3"_s).region, u"eu-west-3"_s);
        settings.roles = {{u"Only"_s, {}, u"eu-west-1"_s}};
        const auto address = typedRepository(u"my-repo"_s, settings, u"eu-west-3"_s);
        QCOMPARE(address.url().toString(),
                 u"https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/my-repo"_s);
        QVERIFY_EXCEPTION_THROWN(typedRepository(u"my/repo"_s, settings), Error);
    }

    void addressesOfCodeCommit() {
        const auto address = addressFrom(u"codecommit::eu-west-1://Release@my-repo"_s);
        QCOMPARE(address.host, u"git-codecommit.eu-west-1.amazonaws.com"_s);
        QCOMPARE(address.userName, u"Release"_s);
        QCOMPARE(address.name(), u"my-repo"_s);
        QCOMPARE(addressFrom(u"codecommit://my-repo"_s, u"us-east-1"_s).region, u"us-east-1"_s);
        QCOMPARE(addressFrom(u"codecommit::eu-west-1://a@b@my-repo"_s).userName, u"a@b"_s);
        for (const QString &wrong :
             {u"codecommit://my-repo"_s, u"https://git-codecommit.us-east-1.amazonaws.com"_s,
              u"https://git-codecommit.us-east-1.amazonaws.com.evil.example/v1/repos/x"_s})
            QVERIFY_EXCEPTION_THROWN(addressFrom(wrong), Error);
    }

private:
    static QList<ProfileEntry> sampleProfiles() {
        ProfileEntry dev, build, broken;
        dev.name = u"dev"_s;
        dev.kind = ProfileEntry::Kind::KeysInFile;
        build.name = u"build"_s;
        build.kind = ProfileEntry::Kind::Role;
        build.account = u"123456789012"_s;
        build.region = u"us-east-1"_s;
        broken.name = u"old"_s;
        broken.problem = u"It names no region."_s;
        return {dev, build, broken};
    }
    /// The lines that the git page would add.
    QString addedLines() const {
        QStringList lines;
        const auto *view = wizard_->findChild<DifferenceView *>();
        for (int i = 0; i < view->count(); ++i)
            lines.append(view->item(i)->data(Qt::AccessibleTextRole).toString());
        return lines.join(u'\n');
    }
    template <typename Page>
    Page *current() const {
        return qobject_cast<Page *>(wizard_->wizardPage());
    }
    /// Shown, or will be shown with the window; null when there is none.
    QPushButton *button(const QString &text) const {
        for (auto *button : wizard_->findChildren<QPushButton *>())
            if (button->text() == text)
                return button;
        return nullptr;
    }
    void press(const QString &text) const {
        for (auto *button : wizard_->findChildren<QAbstractButton *>())
            if (button->text() == text && button->isVisible())
                return button->click();
        QFAIL(qPrintable(u"no button "_s + text));
    }
    QLineEdit *field(const QString &label) const {
        for (const auto *each : wizard_->wizardPage()->findChildren<QLabel *>())
            if (each->text() == label)
                return qobject_cast<QLineEdit *>(each->buddy());
        return nullptr;
    }
    bool says(const QString &words) const {
        for (const auto *label : wizard_->wizardPage()->findChildren<QLabel *>())
            if (label->isVisible() && plainNames(label->text()).contains(words))
                return true;
        return false;
    }

    std::unique_ptr<GitHome> home_;
    std::unique_ptr<test::WizardWorld> world_;
    std::unique_ptr<Wizard> wizard_;
};

QTEST_MAIN(TestWizard)
#include "test_wizard.moc"
