// SPDX-License-Identifier: Apache-2.0
// The Keys window, and the PIN dialog with a software key.
#include "fido/authenticator.h"
#include "keys_samples.h"
#include "patience.h"
#include "software_key.h"
#include "ui/keys/keys_presenter.h"
#include "ui/keys/keys_window.h"
#include "ui/prompts/pin_dialog.h"
#include "ui/widgets/field_note.h"
#include "virtualkey/door/udp_transport.h"
#include "world.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace vouch;
using namespace vouch::ui;
using test::keyPin;
using test::SoftwareKey;
using Purpose = PinDialog::Purpose;

namespace {

constexpr auto otherPin = "97531864";

template <typename T>
T *visible(const QWidget &in, const QString &words) {
    for (T *widget : in.findChildren<T *>()) {
        const QString text = QString(widget->text()).remove(u'&');
        if (widget->isVisible() && (text == words || widget->accessibleName() == words))
            return widget;
    }
    return nullptr;
}
bool shows(const QWidget &in, const QString &words) {
    return visible<QLabel>(in, words) != nullptr;
}
bool saysSomewhere(const QWidget &in, const QString &words) {
    for (const QLabel *label : in.findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

/// A dialog with its own software key. Its input guard opens immediately.
struct PinBench {
    explicit PinBench(Purpose purpose, const QStringList &options = {})
        : key(folder.path(), QStringList{u"--touch"_s, u"auto"_s} + options),
          authenticator(virtualkey::udpTransport(key.address)), keys(authenticator),
          watch(keys.watch()) {
        [this] { QTRY_VERIFY_WITH_TIMEOUT(keys.isKnown(), 60'000); }();
        dialog = new PinDialog(keys, key.address, u"YubiKey 5C NFC"_s, purpose, nullptr,
                               [this] { return ticks += std::chrono::seconds(1); });
        dialog->show();
        [this] { QTRY_VERIFY(dialog->isActiveWindow()); }();
    }
    static QStringList withPin() { return {u"--pin"_s, QLatin1StringView(keyPin)}; }
    ~PinBench() { delete dialog; }

    QList<PinField *> fields() const { return dialog->findChildren<PinField *>(); }
    void type(const QStringList &pins) {
        const auto all = fields();
        QCOMPARE(pins.size(), all.size());
        if (auto *enter = visible<QPushButton>(*dialog, u"Enter PIN"_s))
            enter->click();
        for (int i = 0; i < all.size(); ++i) {
            all[i]->clear();
            QTest::keyClicks(all[i], pins[i]);
        }
    }
    bool isEmpty() const {
        return std::ranges::all_of(fields(),
                                   [](const PinField *field) { return field->text().isEmpty(); });
    }
    bool scrolls() const {
        return dialog->findChild<QScrollArea *>()->verticalScrollBar()->isVisible();
    }
    void tab() { QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab); }
    void save() { QTest::keyClick(fields().last(), Qt::Key_Return); }
    bool says(const QString &words) const { return saysSomewhere(*dialog, words); }

    InputGuard::Instant ticks;
    QTemporaryDir folder;
    SoftwareKey key;
    fido::Authenticator authenticator;
    InsertedKeys keys;
    std::shared_ptr<QObject> watch;
    QPointer<PinDialog> dialog;
};

} // namespace

class TestKeysWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        window_ = std::make_unique<KeysWindow>();
        window_->setOwner(u"nora.winter@example.com"_s, u"us.vouch.sh"_s);
        window_->setKeys(sampleKeys());
        window_->setInserted({sampleInserted()});
        window_->present();
    }
    void cleanup() { window_.reset(); }

    void showsWhatIsRegistered() {
        QVERIFY(
            shows(*window_, u"Keys that can sign in as nora.winter@example.com at us.vouch.sh."_s));
        QVERIFY(shows(*window_, u"Desk key"_s));
        QVERIFY(shows(*window_, u"Security Key NFC · registered 13 March 2025"_s));
        QVERIFY(shows(*window_, u"Signed in with this key"_s));
        QVERIFY(visible<QToolButton>(*window_, u"Remove Spare in the safe"_s));
        RegisteredKey bare;
        bare.name = u"<b>Bare</b>"_s;
        window_->setKeys({bare});
        QVERIFY(shows(*window_, u"<b>Bare</b>"_s));
        QVERIFY(!shows(*window_, u"Signed in with this key"_s));
        QVERIFY(!saysSomewhere(*window_, u"1970"_s));
    }

    void signedOutSaysSo() {
        QSignalSpy wanted(window_.get(), &KeysWindow::signInWanted);
        window_->setOwner({}, u"us.vouch.sh"_s);
        QVERIFY(saysSomewhere(*window_, u"You're signed out."_s));
        QVERIFY(!shows(*window_, u"Desk key"_s));
        QVERIFY(!visible<QPushButton>(*window_, u"Add a key…"_s));
        QVERIFY(visible<QPushButton>(*window_,
                                     u"Change PIN…"_s)); // still possible for the inserted key
        visible<QPushButton>(*window_, u"Sign in"_s)->click();
        QCOMPARE(wanted.count(), 1);
    }

    void withoutAServerNothingAsksForASignIn() {
        window_->setOwner({}, {});
        QVERIFY(saysSomewhere(*window_, u"Without a Vouch server"_s));
        QVERIFY(!visible<QPushButton>(*window_, u"Sign in"_s));
        QVERIFY(!visible<QPushButton>(*window_, u"Add a key…"_s));
        QVERIFY(visible<QPushButton>(*window_, u"Change PIN…"_s));
    }

    void followsTheServerInTheSettings() {
        window_.reset();
        test::World world;
        KeysPresenter presenter({world.session, world.servers, world.signIns, world.keys,
                                 world.keyAddition, world.insertedKeys});
        presenter.present();
        const auto says = [](const QString &text) {
            const QWidgetList all = QApplication::topLevelWidgets();
            return std::ranges::any_of(all, [&text](const QWidget *window) {
                return window->isVisible() && saysSomewhere(*window, text);
            });
        };
        QVERIFY(says(u"You're signed out."_s));
        SettingsFile(world.folder.filePath(u"config/settings"_s)).unset(u"server.url"_s);
        QTRY_VERIFY(says(u"Without a Vouch server"_s));
    }

    void aKeyIsRenamed() {
        QSignalSpy wanted(window_.get(), &KeysWindow::renameWanted);
        visible<QToolButton>(*window_, u"Rename Spare in the safe"_s)->click();
        QTRY_VERIFY(window_->findChild<QDialog *>());
        auto *dialog = window_->findChild<QDialog *>();
        auto *name = dialog->findChild<QLineEdit *>();
        auto *save = visible<QPushButton>(*dialog, u"Rename"_s);
        QCOMPARE(name->text(), u"Spare in the safe"_s);
        name->setText(u"  "_s);
        QVERIFY(!save->isEnabled());
        name->setText(u" Blue key "_s);
        save->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first(), (QVariantList{u"k2"_s, u"Blue key"_s}));
    }

    void aKeyIsRemovedOnlyWhenThePersonSaysSoTwice() {
        QSignalSpy wanted(window_.get(), &KeysWindow::removeWanted);
        QMessageBox *box = ask(u"Remove Spare in the safe"_s);
        const auto *more = box->findChild<QLabel *>(u"qt_msgbox_informativelabel"_s);
        QVERIFY(more && more->textFormat() == Qt::PlainText && !more->text().isEmpty());
        QVERIFY(box->informativeText().contains(u"sessions started with it will end"_s));
        QCOMPARE(box->defaultButton()->text(), u"&Cancel"_s);
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY(!window_->findChild<QMessageBox *>());
        QCOMPARE(wanted.count(), 0);
        box = ask(u"Remove Desk key"_s);
        QVERIFY(box->informativeText().contains(u"you'll be signed out"_s));
        visible<QPushButton>(*box, u"Remove"_s)->click();
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first(), u"k1"_s);
    }

    void theLastOneIsNotRemoved() {
        QSignalSpy removed(window_.get(), &KeysWindow::removeWanted);
        QSignalSpy added(window_.get(), &KeysWindow::addWanted);
        window_->setKeys(sampleKeys().first(1));
        QMessageBox *box = ask(u"Remove Desk key"_s);
        QCOMPARE(box->text(), u"This is your last key"_s);
        QCOMPARE(box->informativeText(),
                 u"Without it, you can't sign in. Add another key first."_s);
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(added.count(), 1);
        QCOMPARE(removed.count(), 0);
    }

    void whileSomethingIsUnderWayNothingElseBegins() {
        window_->setBusy(true);
        QVERIFY(!visible<QPushButton>(*window_, u"Add a key…"_s)->isEnabled());
        QVERIFY(!visible<QToolButton>(*window_, u"Remove Desk key"_s)->isEnabled());
        window_->setKeys(sampleKeys()); // also after another list
        QVERIFY(!visible<QToolButton>(*window_, u"Remove Desk key"_s)->isEnabled());
        window_->setBusy(false);
        QVERIFY(visible<QToolButton>(*window_, u"Remove Desk key"_s)->isEnabled());
    }

    void tellsWhatTheInsertedKeyCanDo() {
        QVERIFY(shows(*window_, u"Inserted now: YubiKey 5C NFC"_s));
        for (const QString &words :
             {u"FIDO 2.1, FIDO 2.0"_s, u"set, 8 attempt(s) left"_s, u"92 more"_s, u"none"_s})
            QVERIFY2(shows(*window_, words), qPrintable(words));
        visible<QPushButton>(*window_, u"Copy details"_s)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), sampleInserted().details);
        QVERIFY(visible<QPushButton>(*window_, u"Copied"_s));
        window_->setInserted({});
        QVERIFY(saysSomewhere(*window_, u"No key is inserted."_s));
        QVERIFY(!visible<QPushButton>(*window_, u"Change PIN…"_s));
    }

    void whatAKeyDoesNotHaveIsSaid() {
        InsertedKey key = sampleInserted();
        key.hasPin = false;
        key.roomForAccounts.reset();
        key.fingerprint = InsertedKey::Fingerprint::NotSetUp;
        QSignalSpy wanted(window_.get(), &KeysWindow::pinWanted);
        window_->setInserted({key});
        for (const QString &words : {u"not set"_s, u"not reported by this key"_s, u"not set up"_s})
            QVERIFY2(shows(*window_, words), qPrintable(words));
        visible<QPushButton>(*window_, u"Set a PIN…"_s)->click();
        QCOMPARE(wanted.count(), 1);
        key.supportsPin = false;
        window_->setInserted({key});
        QVERIFY(shows(*window_, u"not possible"_s));
        QVERIFY(!visible<QPushButton>(*window_, u"Set a PIN…"_s));
        key.problem = u"The key was removed. Insert it again."_s;
        window_->setInserted({key});
        QVERIFY(shows(*window_, key.problem));
        QVERIFY(!visible<QPushButton>(*window_, u"Copy details"_s));
    }

    void aBlockedPinIsNotChanged() {
        InsertedKey key = sampleInserted();
        key.attemptsLeft = 0;
        window_->setInserted({key});
        QVERIFY(shows(*window_, u"blocked"_s));
        QVERIFY(!visible<QPushButton>(*window_, u"Change PIN…"_s));
        visible<QPushButton>(*window_, u"How to reset"_s)->click();
        auto *box = window_->findChild<QMessageBox *>();
        QVERIFY(box && box->informativeText().contains(u"erases everything"_s));
    }

    void ofSeveralOneIsChosenAndStays() {
        InsertedKey second = sampleInserted(u"2"_s);
        second.attemptsLeft = 5;
        window_->setInserted({sampleInserted(), second});
        auto *choice = window_->findChild<QComboBox *>();
        QVERIFY(choice->isVisible());
        QCOMPARE(choice->itemText(0), u"YubiKey 5C NFC (1)"_s); // two of one model
        choice->setCurrentIndex(1);
        QVERIFY(shows(*window_, u"set, 5 attempt(s) left"_s));
        second.attemptsLeft = 4;
        window_->setInserted({sampleInserted(), second});
        QVERIFY(shows(*window_, u"set, 4 attempt(s) left"_s));
        window_->setInserted({second});
        QVERIFY(!choice->isVisible());
        QVERIFY(shows(*window_, u"set, 4 attempt(s) left"_s));
    }

    void aFirstPinIsSet() {
        PinBench bench(Purpose::Set);
        QCOMPARE(bench.fields().size(), 2);
        QSignalSpy accepted(bench.dialog, &QDialog::accepted);
        bench.type({u"1234567"_s, u"1234567"_s});
        bench.save();
        QVERIFY(bench.says(u"must have at least 8 character"_s));
        bench.type({u"12345678"_s, u"12345679"_s});
        bench.save();
        QVERIFY(bench.says(u"don't match"_s));
        QVERIFY(!bench.keys.keys().first().hasPin);
        bench.type({QLatin1StringView(keyPin), QLatin1StringView(keyPin)});
        bench.save();
        QVERIFY(bench.isEmpty()); // before the key has answered
        QTRY_COMPARE(accepted.count(), 1);
        QTRY_VERIFY(bench.keys.keys().first().hasPin);
    }

    /// As somebody types it who never touches the mouse.
    void aFirstPinIsTypedWithTab() {
        PinBench bench(Purpose::Set);
        const QSignalSpy accepted(bench.dialog, &QDialog::accepted);
        const auto type = [&bench](const QString &text) {
            QTest::keyClicks(bench.dialog->focusWidget(), text);
        };
        QCOMPARE(bench.dialog->focusWidget(), bench.fields()[0]);
        type(QLatin1StringView(keyPin));
        bench.tab();
        type(QLatin1StringView(keyPin));
        QTest::keyClick(bench.dialog->focusWidget(), Qt::Key_Return);
        QTRY_COMPARE(accepted.count(), 1);
    }

    void tabGoesThroughTheFieldsToTheButtons() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        const QString pin = QLatin1StringView(otherPin);
        QTRY_VERIFY(!bench.scrolls());
        QCOMPARE(bench.dialog->focusWidget(), bench.fields()[0]);
        for (const PinField *field : bench.fields()) {
            QCOMPARE(bench.dialog->focusWidget(), field);
            QTest::keyClicks(bench.dialog->focusWidget(), pin);
            QCOMPARE(field->text(), pin);
            bench.tab();
        }
        for (const QString &button : {u"Change PIN"_s, u"Cancel"_s}) {
            QCOMPARE(bench.dialog->focusWidget(), visible<QPushButton>(*bench.dialog, button));
            bench.tab();
        }
        QCOMPARE(bench.dialog->focusWidget(), bench.fields()[0]);
    }

    /// With large text on a low screen, say. The field with the focus comes into sight.
    void thePinDialogScrollsAboveItsButtons() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        const QSize wanted = bench.dialog->size();
        bench.dialog->resize(wanted.width(), wanted.height() / 2);
        const auto isInSight = [&bench](const QWidget *widget) {
            const QRect place(widget->mapTo(bench.dialog, QPoint()), widget->size());
            return bench.dialog->rect().contains(place) && !widget->visibleRegion().isEmpty() &&
                   widget->visibleRegion().boundingRect() == widget->rect();
        };
        QTRY_VERIFY(bench.dialog->height() < wanted.height());
        for (const auto *button : bench.dialog->findChildren<QPushButton *>())
            QTRY_VERIFY(isInSight(button));
        QVERIFY(!isInSight(bench.fields().last()));
        QTRY_VERIFY(bench.scrolls());
        for (const PinField *field : bench.fields()) {
            QTRY_VERIFY(isInSight(field));
            QTest::keyClicks(bench.dialog->focusWidget(), QLatin1StringView(otherPin));
            bench.tab();
        }
        bench.dialog->resize(wanted);
        bench.save();
        QTRY_VERIFY(bench.says(u"The new PIN is the same as the old one."_s));
        QTRY_VERIFY(!bench.scrolls());
        QCOMPARE(bench.dialog->size(), wanted);
    }

    void theKeysOwnMinimumCounts() {
        PinBench bench(Purpose::Set, {u"--min-pin-length"_s, u"10"_s});
        QVERIFY(bench.says(u"At least 10 character"_s));
        bench.type({u"123456789"_s, u"123456789"_s});
        bench.save();
        QVERIFY(bench.says(u"must have at least 10 character"_s));
    }

    void aPinIsChanged() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        QCOMPARE(bench.fields().size(), 3);
        QTRY_VERIFY(bench.says(u"8 attempt(s) left."_s));
        QSignalSpy accepted(bench.dialog, &QDialog::accepted);
        const QString old = QLatin1StringView(keyPin), next = QLatin1StringView(otherPin);
        bench.type({old, old, old});
        bench.save();
        QVERIFY(bench.says(u"The new PIN is the same as the old one."_s));
        bench.type({u"11112222"_s, next, next});
        bench.save();
        QTRY_VERIFY(bench.says(u"Wrong PIN. 7 attempt(s) left."_s));
        QVERIFY(bench.isEmpty());
        QVERIFY(bench.key.say("status").contains("pin-retries 7")); // the PIN was not tried again
        QTest::keyClicks(bench.fields().first(), old);
        QVERIFY(bench.isEmpty()); // and it ignores another PIN that the user may not mean for it
        bench.key.say("fail 37");
        bench.type({old, next, next});
        bench.save();
        QTRY_VERIFY(bench.says(u"Your key didn't accept this PIN."_s));
        bench.type({old, next, next});
        bench.save();
        QTRY_COMPARE(accepted.count(), 1);
        QVERIFY(bench.key.say("status").contains("pin-retries 8"));
    }

    void threeWrongOnesEndIt() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        const QString next = QLatin1StringView(otherPin);
        for (int left = 7; left > 5; --left) {
            bench.type({u"11112222"_s, next, next});
            bench.save();
            QTRY_VERIFY(bench.says(u"Wrong PIN. %1 attempt(s) left."_s.arg(left)));
        }
        bench.type({u"11112222"_s, next, next});
        bench.save();
        QTRY_VERIFY(bench.says(u"Remove the key and insert it again."_s));
        QVERIFY(visible<QPushButton>(*bench.dialog, u"Close"_s));
        QVERIFY(!visible<QPushButton>(*bench.dialog, u"Change PIN"_s));
        QVERIFY(std::ranges::none_of(bench.fields(), &QWidget::isEnabled));
    }

    void fewAttemptsAreWarnedOf() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        const QString next = QLatin1StringView(otherPin);
        const auto set = [&] { // three left
            for (int i = 0; i < 5; ++i) {
                (void)test::causeOf(bench.authenticator.changePin(
                    bench.key.address, std::make_shared<Secret>("11112222"),
                    std::make_shared<Secret>("97531864"), {}));
                bench.key.say("plug");
            }
        };
        set();
        bench.keys.refresh();
        QTRY_VERIFY(bench.says(u"3 attempt(s) left. After that, you'll need to reset the key."_s));
    }

    void aBlockedPinIsExplained() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        bench.key.say("fail 32");
        const QString next = QLatin1StringView(otherPin);
        bench.type({QLatin1StringView(keyPin), next, next});
        bench.save();
        QTRY_VERIFY(bench.says(u"blocked"_s));
        QVERIFY(bench.says(u"erases it"_s));
    }

    void aKeyThatIsPulledOutEndsIt() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        bench.type({u"11112222"_s, u"1"_s, u"1"_s});
        bench.key.say("unplug");
        QTRY_VERIFY(bench.says(u"The key was removed."_s));
        QVERIFY(bench.isEmpty());
        bench.key.say("plug");
        QTRY_VERIFY(bench.keys.find(bench.key.address) != nullptr);
        QVERIFY(
            std::ranges::none_of(bench.fields(), &QWidget::isEnabled)); // it may be a different key
    }

    void cancellingWipes() {
        PinBench bench(Purpose::Change, PinBench::withPin());
        bench.type({QLatin1StringView(keyPin), u"1"_s, u"1"_s});
        QTest::keyClick(bench.dialog, Qt::Key_Escape);
        QVERIFY(bench.isEmpty());
        QVERIFY(!bench.dialog->isVisible());
    }

private:
    QMessageBox *ask(const QString &button) {
        visible<QToolButton>(*window_, button)->click();
        [this] { QTRY_VERIFY(window_->findChild<QMessageBox *>()); }();
        return window_->findChild<QMessageBox *>();
    }

    std::unique_ptr<KeysWindow> window_;
};

QTEST_MAIN(TestKeysWindow)
#include "test_keys_window.moc"
