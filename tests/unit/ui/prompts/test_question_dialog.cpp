// SPDX-License-Identifier: Apache-2.0
// The question dialog: its input, what it leaves behind, and how it goes from question to question.
#include "moving_clock.h"
#include "patience.h"
#include "question_samples.h"
#include "session/credentials/role_choices.h"
#include "settings/settings.h"
#include "ui/prompts/question_prompt.h"
#include "ui/text/profile_names.h"
#include "ui/text/question_text.h"
#include "ui/widgets/languages.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class TestQuestionDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        clock_ = std::make_unique<test::MovingClock>(sampleNow + 16s);
        questions_ = std::make_unique<Questions>();
        prompt_ = std::make_unique<QuestionPrompt>(*questions_, *clock_, [this] { return ticks_; });
    }
    void cleanup() {
        prompt_.reset();
        questions_.reset();
    }

    void opensAndClosesWithTheQuestion() {
        QVERIFY(!prompt_->isOpen());
        auto place = questions_->ask(codeQuestion());
        QVERIFY(prompt_->isOpen());
        QCOMPARE(window()->windowTitle(), u"Code for acme-dev"_s);
        QVERIFY(says(u"Enter the code"_s));
        QVERIFY(says(u"The six-digit code from MFA device nora-phone, for profile acme-dev."_s));
        QVERIFY(says(u"AWS doesn't accept security keys for this call, so it needs a code."_s));
        QVERIFY(says(u"git wants payments-api"_s));
        QCOMPARE(field()->accessibleName(), u"Code for acme-dev"_s);
        place.reset();
        QVERIFY(!prompt_->isOpen());
    }

    void takesSixDigitsOnce() {
        auto place = ask(codeQuestion());
        const auto answer = place->answer();
        QTest::keyClicks(field(), u"12 a34"_s);
        QCOMPARE(field()->text(), u"1234"_s);
        QVERIFY(!button(u"Continue"_s)->isEnabled());
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(!answer.isFinished());
        QTest::keyClicks(field(), u"567"_s);
        QCOMPARE(field()->text(), u"123456"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().secret->view(), "123456");
        QVERIFY(field()->text().isEmpty());
        field()->undo();
        QVERIFY(field()->text().isEmpty());
        // Until AWS has answered.
        QVERIFY(says(u"AWS is checking the code."_s));
        QTest::keyClicks(field(), u"654321"_s);
        QVERIFY(field()->text().isEmpty());
        QVERIFY(!button(u"Continue"_s)->isEnabled());
        place->askAgain(u"This code was already sent. Use the next one."_s);
        QVERIFY(says(u"This code was already sent. Use the next one."_s));
        passGuard();
        QTest::keyClicks(field(), u"654321"_s);
        QVERIFY(field()->text().isEmpty()); // a pause alone does not open it again
        button(u"Enter code"_s)->click();
        QTest::keyClicks(field(), u"654321"_s);
        QVERIFY(button(u"Continue"_s)->isEnabled());
    }

    void cleansWhatIsPasted_data() {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<QString>("taken");
        QTest::newRow("spaces") << u" 123 456\n"_s << u"123456"_s;
        QTest::newRow("words") << u"Your code: 123-456."_s << u"123456"_s;
        QTest::newRow("arabic") << u"\u0661\u0662\u0663\u0664\u0665\u0666"_s << u"123456"_s;
        QTest::newRow("too many") << u"1234567"_s << QString();
        QTest::newRow("none") << u"code"_s << QString();
    }
    void cleansWhatIsPasted() {
        QFETCH(QString, pasted);
        auto place = ask(codeQuestion());
        QApplication::clipboard()->setText(pasted);
        field()->paste();
        QTEST(field()->text(), "taken");
    }

    void countsTheSeconds() {
        QVERIFY(clock_->alarms() == 0);
        auto place = ask(codeQuestion());
        QVERIFY(says(u"This code changes in 14 second(s)"_s));
        clock_->pass(13s);
        QVERIFY(says(u"This code changes in 1 second(s)"_s));
        clock_->pass(1s);
        QVERIFY(says(u"This code changes in 30 second(s)"_s));
        window()->hide();
        QCOMPARE(clock_->alarms(), 0U);
        window()->show();
        QCOMPARE(clock_->alarms(), 1U);
        place->answer().then([](const Questions::Answer &) {});
        QTest::mouseClick(window(), Qt::LeftButton, {}, QPoint(4, 4));
        QTest::keyClicks(field(), u"123456"_s);
        button(u"Continue"_s)->click();
        QCOMPARE(clock_->alarms(), 0U);
    }

    void typingOnIsNoCode() {
        auto place = questions_->ask(codeQuestion());
        const auto answer = place->answer();
        QTRY_VERIFY(window()->isActiveWindow());
        for (int i = 0; i < 3; ++i) {
            ticks_ += i == 0 ? 200ms : 3000ms;
            QTest::keyClicks(field(), u"1234"_s);
            QTest::keyClick(field(), Qt::Key_Return);
            QTest::keyClick(field(), Qt::Key_Escape);
        }
        QVERIFY(field()->text().isEmpty());
        QVERIFY(!answer.isFinished());
        press(u"Enter code"_s);
        QTest::keyClicks(field(), u"123456"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
    }

    void guardsInputAtFirst() {
        auto place = questions_->ask(permissionQuestion());
        const auto answer = place->answer();
        press(u"Allow"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QVERIFY(!answer.isFinished());
        passGuard();
        press(u"Allow"_s);
        QTRY_VERIFY(answer.isFinished());
        // Another program's question, where the user may still be clicking.
        Questions::Question other = permissionQuestion();
        other.requesters.first().program = u"aws"_s;
        auto next = questions_->ask(other);
        const auto second = next->answer();
        place.reset();
        QVERIFY(says(u"Let aws use AWS credentials?"_s));
        press(u"Allow"_s);
        QVERIFY(!questions_->current()->isBusy);
        passGuard();
        press(u"Allow"_s);
        QTRY_VERIFY(second.isFinished());
    }

    void longLivedKeysAreAQuestionOfTheirOwn() {
        auto place = ask(permissionQuestion());
        const auto answer = place->answer();
        Questions::Question longLived = permissionQuestion();
        longLived.longLived = true;
        auto next = questions_->ask(longLived);
        const auto second = next->answer();
        place.reset();
        QVERIFY(says(u"Share long-lived AWS keys with terraform?"_s));
        QCOMPARE(QApplication::focusWidget(), button(u"Don't share"_s));
        press(u"Share"_s); // a new question guards its input at first
        QVERIFY(!second.isFinished());
        passGuard();
        press(u"Share"_s);
        QTRY_VERIFY(second.isFinished());
    }

    void enterDoesNotAllow() {
        auto place = ask(permissionQuestion());
        auto answer = place->answer();
        QCOMPARE(window()->focusWidget(), button(u"Don't allow"_s));
        QSignalSpy declined(questions_.get(), &Questions::declined);
        // It opened by itself: Enter and Space are meant for another window.
        QTest::keyClick(window()->focusWidget(), Qt::Key_Return);
        QTest::keyClick(window()->focusWidget(), Qt::Key_Space);
        QVERIFY(declined.isEmpty());
        QTest::keyClick(window()->focusWidget(), Qt::Key_A,
                        Qt::AltModifier); // only opens the guard
        QVERIFY(!answer.isFinished());
        button(u"Don't allow"_s)->setFocus();
        QTest::keyClick(window()->focusWidget(), Qt::Key_Return);
        QCOMPARE(declined.size(), 1);
        QTRY_VERIFY(answer.isFinished());
        QVERIFY_EXCEPTION_THROWN(answer.result(), Error);
    }

    void goesFromQuestionToQuestion() {
        auto code = ask(codeQuestion());
        auto keys = questions_->ask(keysQuestion());
        QWidget *before = window();
        QTest::keyClicks(field(), u"1234"_s);
        const QLineEdit *typed = field();
        // Another requester for the same code must not clear the input.
        code->setRequesters({sampleGit(), sampleEditor()});
        QCOMPARE(typed->text(), u"1234"_s);
        code.reset();
        QCOMPARE(window(), before);
        QCOMPARE(window()->windowTitle(), u"AWS keys for acme-dev"_s);
        QVERIFY(typed->text().isEmpty());
        QVERIFY(!typed->isVisible());
        QVERIFY(says(u"You are adding AWS keys"_s));
    }

    void declines() {
        for (const Questions::Question &question :
             {codeQuestion(), choiceQuestion(), permissionQuestion(), keysQuestion()}) {
            auto place = ask(question);
            auto answer = place->answer();
            QTest::mouseClick(window(), Qt::LeftButton, {}, QPoint(4, 4));
            QTest::keyClick(window(), Qt::Key_Escape);
            QTRY_VERIFY(answer.isFinished());
            QVERIFY_EXCEPTION_THROWN(answer.result(), Error);
        }
        auto place = ask(codeQuestion());
        auto answer = place->answer();
        QTest::keyClicks(field(), u"123456"_s);
        window()->close();
        QVERIFY(field()->text().isEmpty());
        QTRY_VERIFY(answer.isFinished());
        QVERIFY_EXCEPTION_THROWN(answer.result(), Error);
    }

    void aRefusalBelongsToItsQuestion() {
        auto place = ask(codeQuestion());
        const quint64 number = questions_->current()->number;
        place.reset();
        auto next = ask(codeQuestion());
        auto answer = next->answer();
        questions_->decline(number); // "Not now" in the notification of the first question
        QTest::qWait(0);
        QVERIFY(!answer.isFinished());
        questions_->decline(questions_->current()->number);
        QTRY_VERIFY(answer.isFinished());
    }

    void theRefusalSaysWhatItMeans() {
        auto place = ask(codeQuestion());
        QVERIFY(button(u"Not now"_s));
        place.reset();
        auto permission = ask(permissionQuestion());
        QVERIFY(button(u"Don't allow"_s));
        permission.reset();
        auto keys = ask(keysQuestion()); // `vouch`, which the user started
        QVERIFY(button(u"Cancel"_s));
    }

    void choosesByKeyboard() {
        auto place = ask(choiceQuestion());
        const auto answer = place->answer();
        auto *list = window()->findChildren<QListWidget *>().last();
        QCOMPARE(list->currentItem()->text(), u"Auditor"_s);
        QCOMPARE(QApplication::focusWidget(), list);
        for (int i = 0; i < 2; ++i) // skips the heading
            QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentItem()->text(), u"acme-dev"_s);
        auto *remember = window()->findChild<QCheckBox *>();
        QVERIFY(remember->isChecked());
        remember->click();
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().text, u"acme-dev"_s);
        QVERIFY(!answer.result().remember);
    }

    void takesKeys() {
        auto place = ask(keysQuestion());
        const auto answer = place->answer();
        const auto fields = visibleFields();
        QCOMPARE(fields.size(), 2);
        QApplication::clipboard()->setText(u" AKIAIOSFODNN7EXAMPLE\n"_s);
        fields[0]->paste();
        QVERIFY(!button(u"Save"_s)->isEnabled());
        QApplication::clipboard()->setText(u"wJalr/K7 MDENG \n"_s);
        fields[1]->paste();
        QCOMPARE(fields[1]->echoMode(), QLineEdit::Password);
        button(u"Save"_s)->click();
        QTRY_VERIFY(answer.isFinished());
        QCOMPARE(answer.result().text, u"AKIAIOSFODNN7EXAMPLE"_s);
        QCOMPARE(answer.result().secret->view(), "wJalr/K7MDENG");
        QVERIFY(fields[1]->text().isEmpty());
        place->askAgain(u"AWS does not know these keys."_s);
        QVERIFY(says(u"AWS does not know these keys."_s));
        QCOMPARE(fields[0]->text(), u"AKIAIOSFODNN7EXAMPLE"_s);
        QCOMPARE(QApplication::focusWidget(), fields[1]);
    }

    void rolesAndProfilesTogether() {
        Settings settings;
        settings.roles = {{u"Developer"_s, u"arn:aws:iam::123456789012:role/D"_s, {}, {}}};
        RoleChoices choices = roleChoices(settings, {u"Developer"_s, u"acme-dev"_s});
        QCOMPARE(choices.profiles, QStringList(u"acme-dev"_s)); // a role of that name comes first
        QCOMPARE(choices.current, u"Developer"_s);
        QVERIFY(choices.isThereAnother());
        settings.useRole = u"acme-dev"_s;
        QCOMPARE(roleChoices(settings, {}).current, u"acme-dev"_s);
        QVERIFY(!roleChoices({}, {}).isThereAnother());
        QVERIFY(roleChoices({}, {u"acme-dev"_s}).isThereAnother());
    }

    void namesThatCannotBeReadAreNone() {
        bool fails = false;
        ProfileNames names([&fails](std::stop_token) { return named(fails); });
        QSignalSpy changed(&names, &ProfileNames::changed);
        names.refresh();
        QCOMPARE(names.all(), QStringList(u"acme-dev"_s));
        names.refresh();
        QCOMPARE(changed.size(), 1);
        fails = true;
        names.refresh();
        QTRY_VERIFY(names.all().isEmpty());
        QCOMPARE(changed.size(), 2);
    }

    // The last one: texts have their translated plurals from then on.
    void itsWindowKeepsItsSize_data() {
        QTest::addColumn<QString>("language");
        QTest::addColumn<Questions::Question>("question");
        for (const QString &language : {u"en"_s, u"de"_s}) {
            QTest::addRow("code, %s", qPrintable(language)) << language << codeQuestion();
            QTest::addRow("keys, %s", qPrintable(language)) << language << keysQuestion();
        }
    }
    void itsWindowKeepsItsSize() {
        QFETCH(const QString, language);
        QFETCH(const Questions::Question, question);
        setLanguage(language);
        auto place = ask(question);
        const QSize size = window()->size();
        const QPoint where = field()->mapTo(window(), QPoint(0, 0));
        const auto keepsItsSize = [&] {
            QApplication::processEvents();
            QCOMPARE(window()->size(), size);
            QCOMPARE(field()->mapTo(window(), QPoint(0, 0)), where);
            QCOMPARE(qobject_cast<QuestionDialog *>(window())->wholeSize(), size);
        };
        for (const QString &note : longNotes()) {
            const auto answer = place->answer();
            questions_->answer({std::make_shared<Secret>(), {}, {}});
            keepsItsSize(); // while it is checked
            place->askAgain(note);
            keepsItsSize();
            const QLabel *shown = nullptr;
            for (const QLabel *label : window()->findChildren<QLabel *>())
                if (label->isVisible() && label->text() == note)
                    shown = label;
            QVERIFY2(shown != nullptr, qPrintable(note)); // nothing of it is elided
            QVERIFY(shown->height() >= shown->heightForWidth(shown->width()));
        }
    }

private:
    /// The longest of what AWS says to a code, and of what is wrong with keys.
    static QStringList longNotes() {
        const auto aws = [](const char *text) {
            return QCoreApplication::translate("vouch::aws", text);
        };
        return {QCoreApplication::translate("vouch::MfaSessions",
                                            "This code was already sent. Use the next one."),
                aws("AWS did not accept the MFA code.") + u' ' +
                    aws("Wait for the next code: each one works only once."),
                aws("AWS doesn't recognize the MFA device %1 for the keys of “%2”.")
                        .arg(u"nora-phone"_s, u"acme-dev"_s) +
                    u' ' +
                    aws("Check mfa_serial in the AWS profile and that the device is enabled.")};
    }

    static QCoro::Task<QStringList> named(bool fails) {
        QStringList names{u"acme-dev"_s};
        if (fails)
            throw Error(Error::Kind::Keychain, u"It is locked."_s);
        co_return names;
    }

    std::unique_ptr<Questions::Waiter> ask(const Questions::Question &question) {
        auto place = questions_->ask(question);
        [] { QVERIFY(QTest::qWaitForWindowExposed(window())); }();
        passGuard();
        return place;
    }
    void passGuard() { ticks_ += 701ms; }
    static void press(const QString &text) { QTest::mouseClick(button(text), Qt::LeftButton); }
    static QWidget *window() {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (qobject_cast<QuestionDialog *>(widget) != nullptr)
                return widget;
        return nullptr;
    }
    static QList<QLineEdit *> visibleFields() {
        auto fields = window()->findChildren<QLineEdit *>();
        fields.removeIf([](const QLineEdit *one) { return !one->isVisible(); });
        return fields;
    }
    static QLineEdit *field() { return visibleFields().value(0); }
    static bool says(const QString &text) {
        for (const QLabel *label : window()->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }
    static QAbstractButton *button(const QString &text) {
        for (QAbstractButton *one : window()->findChildren<QAbstractButton *>())
            if (one->isVisible() && QString(one->text()).remove(u'&') == text)
                return one;
        return nullptr;
    }

    InputGuard::Instant ticks_;
    std::unique_ptr<test::MovingClock> clock_;
    std::unique_ptr<Questions> questions_;
    std::unique_ptr<QuestionPrompt> prompt_;
};

QTEST_MAIN(TestQuestionDialog)
#include "test_question_dialog.moc"
