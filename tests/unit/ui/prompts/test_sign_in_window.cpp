// SPDX-License-Identifier: Apache-2.0
// Accessibility of the sign-in dialog: screen readers, long and large text, motion, requesters.
#include "patience.h"
#include "sign_in_dialog_bench.h"
#include "ui/text/sign_in_text.h"
#include "ui/widgets/key_picture.h"

#include <QAccessible>
#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTranslator>

using namespace vouch;
using namespace vouch::ui;
using Kind = SignIn::CeremonyStateKind;

namespace {

/// A language whose texts are 40% longer than English.
class LongLanguage : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override {
        const QString text = QString::fromUtf8(source);
        QString more = u" "_s;
        while (more.size() * 10 < text.size() * 4)
            more += u"lengthening "_s;
        return text + more.first(text.size() * 4 / 10).trimmed();
    }
};

} // namespace

class TestSignInWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }
    void init() { bench_ = std::make_unique<DialogBench>(); }
    void cleanup() { bench_.reset(); }

    void secondsTickOnlyWhileVisible() {
        SignIn::CeremonyState touch(Kind::Touch);
        touch.until = bench_->clock.now() + 30s;
        bench_->dialog->showState(touch); // from a sign-in in a terminal
        QCOMPARE(bench_->clock.alarms(), std::size_t(0));
        bench_->open(u"insert"_s);
        QCOMPARE(bench_->clock.alarms(), std::size_t(0));
        bench_->dialog->showState(touch);
        QVERIFY(bench_->labelWith(u"30 second(s) left"_s));
        bench_->clock.jumpTo(sampleNow + 1s);
        QVERIFY(bench_->labelWith(u"29 second(s) left"_s));
        bench_->dialog->hide();
        QCOMPARE(bench_->clock.alarms(), std::size_t(0));
        bench_->clock.jumpTo(sampleNow + 8s);
        bench_->dialog->present(sampleServer, {});
        QVERIFY(bench_->labelWith(u"22 second(s) left"_s));
        bench_->clock.jumpTo(sampleNow + 40s);
        QVERIFY(bench_->labelWith(u"0 second(s) left"_s));
        QCOMPARE(bench_->clock.alarms(), std::size_t(0));
    }

    void screenReadersReadTitlesAndWrongPinsButNoSeconds() {
        QStringList alerts;
        connect(bench_->dialog.get(), &SignInDialog::announced, this,
                [&alerts](const QString &text) { alerts.append(text); });
        bench_->open(u"insert"_s);
        QCOMPARE(alerts, QStringList{u"Insert your key"_s});
        bench_->dialog->showState({Kind::Pin, u"YubiKey 5C NFC"_s});
        bench_->dialog->showState({Kind::CheckingPin, u"YubiKey 5C NFC"_s});
        SignIn::CeremonyState wrong(Kind::Pin, u"YubiKey 5C NFC"_s);
        wrong.wrongPin = true;
        wrong.attemptsLeft = 6;
        bench_->dialog->showState(wrong);
        SignIn::CeremonyState touch(Kind::Touch);
        touch.until = bench_->clock.now() + 30s;
        bench_->dialog->showState(touch);
        for (int second = 1; second < 5; ++second)
            bench_->clock.jumpTo(sampleNow + std::chrono::seconds(second));
        QCOMPARE(alerts, (QStringList{u"Insert your key"_s, u"Enter the key's PIN"_s,
                                      u"Wrong PIN. 6 attempt(s) left."_s, u"Touch your key"_s}));
    }

    void successIsReadAndShownInTheSamePlaceWithoutButtons() {
        QStringList alerts;
        connect(bench_->dialog.get(), &SignInDialog::announced, this,
                [&alerts](const QString &text) { alerts.append(text); });
        bench_->open(u"touch"_s);
        const QSize size = bench_->dialog->size();
        const QLabel *title = bench_->labelWith(u"Touch your key"_s);
        const QPoint place = placeOf(title);
        alerts.clear();
        bench_->dialog->showSuccess(u"nora.winter@example.com"_s, sampleNow + 5h);
        QApplication::processEvents();
        QCOMPARE(alerts, QStringList{u"Signed in until 15:15"_s});
        QCOMPARE(title->text(), u"Signed in until 15:15"_s);
        QCOMPARE(bench_->dialog->size(), size);
        QCOMPARE(placeOf(title), place);
        QVERIFY(visible<QPushButton>(*bench_->dialog).isEmpty());
        QTRY_VERIFY(!bench_->dialog->isVisible());
        bench_->dialog->showState(Kind::Insert);
        bench_->dialog->present(sampleServer, 8h);
        QVERIFY(bench_->button(u"Not now"_s));
    }

    void aClickOrAKeyEndsTheSuccess_data() {
        QTest::addColumn<int>("key");
        QTest::newRow("Escape") << int(Qt::Key_Escape);
        QTest::newRow("Enter") << int(Qt::Key_Return);
        QTest::newRow("a letter") << int(Qt::Key_L);
        QTest::newRow("a click") << 0;
    }
    void aClickOrAKeyEndsTheSuccess() {
        QFETCH(const int, key);
        bench_->open(u"touch"_s);
        bench_->ticks += 1s;
        QSignalSpy canceled(bench_->dialog.get(), &SignInDialog::canceled);
        bench_->dialog->showSuccess({}, sampleNow + 5h);
        QTest::keyClick(bench_->dialog->focusWidget(), Qt::Key_Alt); // on the way to another window
        QVERIFY(bench_->dialog->isVisible());
        auto *picture = bench_->dialog->findChild<KeyPicture *>();
        key == 0 ? QTest::mouseClick(picture, Qt::LeftButton)
                 : QTest::keyClick(bench_->dialog->focusWidget(), Qt::Key(key));
        QVERIFY(!bench_->dialog->isVisible());
        QCOMPARE(canceled.count(), 0);
    }

    void screenReadersKnowEveryPart() {
        bench_->open(u"several-requests"_s);
        const auto name = [](QWidget *widget) {
            return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
        };
        QCOMPARE(name(bench_->pin()), u"PIN for YubiKey 5C NFC"_s);
        QCOMPARE(QAccessible::queryAccessibleInterface(bench_->pin())->state().passwordEdit, true);
        QCOMPARE(name(bench_->dialog->findChild<QListWidget *>()), u"Also waiting"_s);
        QCOMPARE(name(bench_->dialog->findChild<KeyPicture *>()), QString());
        QCOMPARE(name(bench_->dialog.get()), u"Sign in to us.vouch.sh"_s);
        bench_->open(u"several-accounts"_s);
        auto *accounts = bench_->dialog->findChild<QComboBox *>();
        QCOMPARE(QAccessible::queryAccessibleInterface(accounts)->text(QAccessible::Description),
                 u"Account"_s);
    }

    void requestersAreShownAsTextAndNeverAsMarkup() {
        Requester rude = sampleGit();
        rude.repository = u"<b>payments</b>"_s + QString(300, u'x');
        rude.directory = u"/home/nora/<img src=x>"_s;
        bench_->dialog->showRequesters({rude});
        bench_->dialog->showState(Kind::Insert);
        bench_->dialog->present(sampleServer, {});
        const QLabel *first = nullptr;
        for (const QLabel *label : visible<QLabel>(*bench_->dialog))
            if (label->text().startsWith(u"git wants <b>"))
                first = label;
        QVERIFY(first);
        QCOMPARE(first->textFormat(), Qt::PlainText);
        QVERIFY(first->text().endsWith(u'…'));
        QVERIFY(first->parentWidget()->toolTip().contains(u"/home/nora/&lt;img src=x&gt;"));
        QCOMPARE(bench_->dialog->width(), 440);
    }

    void anUnusedProfileIsMentioned() {
        Requester who = sampleGit();
        who.role = u"Developer"_s;
        who.directory.clear();
        who.unusedProfile = u"other"_s;
        QCOMPARE(requesterText(who, sampleServer).second,
                 u"us-east-1 as Developer (ignoring AWS_PROFILE=other)"_s);
    }

    void theOthersOpenUnderTheBarAndJoinAndLeave() {
        bench_->open(u"several-requests"_s);
        const QSize size = bench_->dialog->size();
        auto *link = bench_->labelWith(u"and 2 more"_s);
        QVERIFY(link);
        auto *list = bench_->dialog->findChild<QListWidget *>();
        QVERIFY(!list->isVisible());
        Q_EMIT link->linkActivated(QString());
        QVERIFY(list->isVisible());
        QCOMPARE(list->count(), 2);
        QCOMPARE(list->item(0)->text(),
                 u"IntelliJ IDEA wants infra-live · us-east-1 as Developer · ~/work/infra-live"_s);
        QCOMPARE(
            list->item(0)->toolTip(),
            u"<qt>IntelliJ IDEA, pid 3127, in %1/work/infra-live</qt>"_s.arg(QDir::homePath()));
        QCOMPARE(bench_->dialog->size(), size);
        bench_->dialog->showRequesters({sampleGit(), sampleEditor()});
        QVERIFY(bench_->labelWith(u"and 1 more"_s));
        QCOMPARE(list->count(), 1);
        QVERIFY(list->isVisible());
        QTest::mouseClick(list->window(), Qt::LeftButton, {}, QPoint(10, -30)); // beside it
        QVERIFY(!list->isVisible());
        Q_EMIT link->linkActivated(QString());
        QTest::keyClick(list, Qt::Key_Escape);
        QVERIFY(!list->isVisible() && bench_->dialog->isVisible());
        Q_EMIT link->linkActivated(QString());
        bench_->dialog->showRequesters({sampleGit()});
        QVERIFY(!list->isVisible() && !link->isVisible());
    }

    void aWindowThatDoesNotComeToTheFrontAsksForAttention() {
        QSignalSpy attention(bench_->dialog.get(), &SignInDialog::attentionNeeded);
        QSignalSpy over(bench_->dialog.get(), &SignInDialog::attentionOver);
        bench_->open(u"touch"_s);
        QWidget other; // the desktop lets this one keep the focus
        other.show();
        other.activateWindow();
        QTRY_VERIFY(!bench_->dialog->isActiveWindow());
        QTRY_COMPARE(attention.count(), 1);
        over.clear();
        QCOMPARE(attention[0][0].toString(), u"git wants payments-api"_s);
        QCOMPARE(attention[0][1].toString(), u"Touch your key to let it continue."_s);
        bench_->dialog->activateWindow();
        QTRY_COMPARE(over.count(), 1);
    }

    void theSystemsWindowIsInFrontOfOneThatTheUserWaitsFor() {
        QSignalSpy attention(bench_->dialog.get(), &SignInDialog::attentionNeeded);
        bench_->open(u"system-asks"_s);
        QWidget other;
        other.show();
        other.activateWindow();
        QTRY_VERIFY(!bench_->dialog->isActiveWindow());
        QVERIFY(!attention.wait(2000)); // longer than a window is given to come to the front
        bench_->begin();
        QSignalSpy again(bench_->dialog.get(), &SignInDialog::attentionNeeded);
        Requester git = sampleGit();
        git.isInForeground = false; // nobody looks
        bench_->dialog->showRequesters({git});
        SignIn::CeremonyState asks(Kind::SystemAsks);
        asks.system = u"Windows"_s;
        bench_->dialog->showState(asks);
        bench_->dialog->present(sampleServer, {});
        other.activateWindow();
        QTRY_COMPARE(again.count(), 1);
        QCOMPARE(again[0][1].toString(),
                 u"Windows is asking for your key: continue in its window."_s);
        asks.kind = Kind::SystemNext;
        QCOMPARE(noticeText(asks, git), u"Windows asks for your key once you continue."_s);
    }

    void longTextsLargeTextsAndOtherDirectionsFit_data() {
        QTest::addColumn<bool>("isLong");
        QTest::addColumn<qreal>("scale");
        QTest::addColumn<bool>("rightToLeft");
        QTest::newRow("40 % longer") << true << 1.0 << false;
        QTest::newRow("twice as large") << false << 2.0 << false;
        QTest::newRow("both") << true << 2.0 << false;
        QTest::newRow("right to left") << false << 1.0 << true;
    }

    void longTextsLargeTextsAndOtherDirectionsFit() {
        QFETCH(const bool, isLong);
        QFETCH(const qreal, scale);
        QFETCH(const bool, rightToLeft);
        LongLanguage language;
        if (isLong)
            QApplication::installTranslator(&language);
        if (rightToLeft)
            QApplication::setLayoutDirection(Qt::RightToLeft);
        QFont font = QApplication::font();
        font.setPointSizeF(font.pointSizeF() * scale);
        QApplication::setFont(font);
        for (const SignInSample &sample : signInSamples()) {
            bench_->begin();
            bench_->open(sample.name);
            bench_->dialog->setFixedSize(bench_->dialog->wholeSize());
            QApplication::processEvents();
            if (scale == 1.0)
                QVERIFY(bench_->dialog->width() <= 560);
            for (const QLabel *label : visible<QLabel>(*bench_->dialog)) {
                if (label->parentWidget()->objectName() != u"requesterBar"_s)
                    QVERIFY2(!label->text().contains(u'…'), qPrintable(label->text()));
                QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                         qPrintable(u"%1: %2: %3 of %4"_s.arg(sample.name, label->text())
                                        .arg(label->height())
                                        .arg(label->heightForWidth(label->width()))));
                QVERIFY2(label->wordWrap() || label->textFormat() == Qt::RichText ||
                             label->width() >=
                                 label->fontMetrics().horizontalAdvance(label->text()),
                         qPrintable(sample.name + u": "_s + label->text()));
            }
            QRect room = bench_->dialog->rect();
            for (const QAbstractButton *button : visible<QAbstractButton>(*bench_->dialog)) {
                const QRect place(placeOf(button), button->size());
                QVERIFY(room.contains(place));
                QVERIFY(button->width() >= button->fontMetrics().horizontalAdvance(
                                               QString(button->text()).remove(u'&')));
            }
        }
    }

    void theKeyMovesOnlyWhereItMayAndIsSeen() {
        QApplication::setStyle(new StillStyle(false));
        bench_->open(u"insert"_s);
        auto *picture = bench_->dialog->findChild<KeyPicture *>();
        QVERIFY(QTest::qWaitForWindowExposed(bench_->dialog.get()));
        QApplication::processEvents();
        QVERIFY(!picture->isMoving());
        bench_->dialog->showState({Kind::Pin, u"YubiKey 5C NFC"_s});
        QVERIFY(picture->isMoving()); // it slides in
        QTRY_VERIFY(!picture->isMoving());
        SignIn::CeremonyState touch(Kind::Touch);
        bench_->dialog->showState(touch);
        QVERIFY(picture->isMoving());
        bench_->dialog->hide();
        QVERIFY(!picture->isMoving());
        bench_->dialog->present(sampleServer, {});
        QTRY_VERIFY(picture->isMoving());
        QApplication::setStyle(new StillStyle(true));
        QTRY_VERIFY(!picture->isMoving());
        bench_->dialog->showState(Kind::Insert);
        bench_->dialog->showState({Kind::Pin, u"YubiKey 5C NFC"_s});
        QVERIFY(!picture->isMoving());
    }

private:
    std::unique_ptr<DialogBench> bench_;
};

QTEST_MAIN(TestSignInWindow)
#include "test_sign_in_window.moc"
