// SPDX-License-Identifier: Apache-2.0
// The panel in every state: its size, its keys, and what a screen reader announces.
#include "core/error.h"
#include "panel_samples.h"
#include "patience.h"
#include "session/doctor/role_test.h"
#include "ui/desktop/about_dialog.h"
#include "ui/desktop/facts_dialog.h"
#include "ui/panel/panel.h"
#include "ui/panel/panel_geometry.h"
#include "ui/text/joined.h"
#include "ui/text/time_text.h"
#include "ui/widgets/text_label.h"

#include <QAccessible>
#include <QAccessibleInterface>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWindow>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

PanelContent sample(const QString &name) {
    for (const auto &[known, content] : panelSamples()) {
        if (known == name)
            return content;
    }
    return {};
}

QList<QAbstractButton *> visibleButtons(const Panel &panel) {
    QList<QAbstractButton *> buttons = panel.findChildren<QAbstractButton *>();
    buttons.removeIf([&](const QAbstractButton *button) { return !button->isVisibleTo(&panel); });
    return buttons;
}

QAbstractButton *button(const Panel &panel, const QString &text) {
    for (QAbstractButton *button : visibleButtons(panel)) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

/// Every named thing below `root`, as "role name" in order.
void collect(QAccessibleInterface *root, QStringList *names) {
    if (root == nullptr || root->state().invisible)
        return;
    const QString name = root->text(QAccessible::Name);
    if (!name.isEmpty())
        names->append(name);
    for (int i = 0; i < root->childCount(); ++i)
        collect(root->child(i), names);
}

QStringList spoken(Panel &panel) {
    QStringList names;
    collect(QAccessible::queryAccessibleInterface(&panel), &names);
    return names;
}

QAccessibleInterface *find(QAccessibleInterface *root, const QString &name) {
    if (root->text(QAccessible::Name) == name && !root->state().invisible)
        return root;
    for (int i = 0; i < root->childCount(); ++i) {
        if (auto *found = find(root->child(i), name))
            return found;
    }
    return nullptr;
}

} // namespace

class TestPanel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QApplication::setStyle(u"Fusion"_s);
        QApplication::setFont(QFont(u"Noto Sans"_s, 10));
        font_ = QApplication::font();
    }
    void cleanup() {
        QApplication::setFont(font_);
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void everyState_data() {
        QTest::addColumn<PanelContent>("content");
        for (const auto &[name, content] : panelSamples())
            QTest::newRow(qPrintable(name)) << content;
    }
    void everyState() {
        QFETCH(PanelContent, content);
        Panel panel;
        panel.setContent(content);
        panel.present();
        const QSize wanted = panel.fittingSize({2000, 2000});
        QVERIFY(wanted.width() >= 340 && wanted.width() <= 420);
        // Mnemonics are unique.
        QStringList keys;
        for (const QAbstractButton *button : visibleButtons(panel)) {
            const QString key = QKeySequence::mnemonic(button->text()).toString();
            if (!key.isEmpty())
                keys.append(key);
        }
        QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
        // One default button where there is an action, and none where Enter would sign out.
        QList<QPushButton *> defaults = panel.findChildren<QPushButton *>();
        defaults.removeIf([&](const QPushButton *button) {
            return !button->isDefault() || !button->isVisibleTo(&panel);
        });
        QCOMPARE(defaults.size(), content.state == State::Active || content.isProfilesOnly ? 0 : 1);
        QWidget *first = defaults.isEmpty() ? static_cast<QWidget *>(&panel) : defaults.first();
        QTRY_COMPARE(QApplication::focusWidget(), first);
        QVERIFY(button(panel, u"Sign &out"_s) == nullptr || content.canSignOut);
        // Text from others is never markup.
        for (const QLabel *label : panel.findChildren<QLabel *>()) {
            if (!label->objectName().startsWith("qt_"_L1))
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void whatAScreenReaderHears() {
        Panel panel;
        PanelContent content = sample(u"signed-in"_s);
        content.spokenTime = u"5 hours 12 minutes left, until 15:40"_s;
        content.recentUse[0].spoken = u"payments-api, git, as Developer, 10:22, allowed"_s;
        panel.setContent(content);
        panel.present();
        const QStringList all = spoken(panel);
        const QStringList order{u"nora.winter@example.com"_s,
                                u"Sign out"_s,
                                u"Session"_s,
                                u"Developer"_s,
                                u"Switch"_s,
                                u"AWS credentials"_s,
                                u"payments-api, git, as Developer, 10:22, allowed"_s,
                                u"Settings"_s,
                                u"More"_s};
        qsizetype last = -1;
        for (const QString &name : order) {
            const qsizetype at = all.indexOf(name);
            QVERIFY2(at > last, qPrintable(name + u" in "_s + all.join(u" | "_s)));
            last = at;
        }
        QVERIFY(!all.contains(u"5 h 12 min"_s)); // the ring announces it
        auto *root = QAccessible::queryAccessibleInterface(&panel);
        auto *ring = find(root, u"Session"_s);
        QVERIFY(ring != nullptr);
        QCOMPARE(ring->role(), QAccessible::Graphic);
        QCOMPARE(ring->text(QAccessible::Description), content.spokenTime);
        auto *row = find(root, order[6]);
        QVERIFY(row != nullptr);
        QCOMPARE(row->role(), QAccessible::ListItem);
        QCOMPARE(row->parent()->role(), QAccessible::List);
    }

    void announcedOnceEach() {
        const PanelContent active = sample(u"signed-in"_s);
        PanelContent soon = sample(u"under-30"_s);
        const PanelContent ending = sample(u"under-5"_s);
        const PanelContent out = sample(u"signed-out"_s);
        QVERIFY(!isWorthAnnouncing(out, active));
        QVERIFY(isWorthAnnouncing(active, soon));
        const PanelContent before = soon;
        soon.title = u"24 min 17 s"_s;
        QVERIFY(!isWorthAnnouncing(before, soon)); // not each second
        QVERIFY(isWorthAnnouncing(soon, ending));
        QVERIFY(isWorthAnnouncing(ending, out));
        QVERIFY(!isWorthAnnouncing(sample(u"problem"_s), out));
    }

    void anUpdateHasAButtonThatRestarts() {
        Panel panel;
        QSignalSpy restart(&panel, &Panel::restartWanted);
        panel.setContent(sample(u"update"_s));
        panel.present();
        QPushButton *wanted = nullptr;
        for (auto *each : panel.findChildren<QPushButton *>())
            if (each->text() == u"&Restart Vouch"_s)
                wanted = each;
        QVERIFY(wanted && wanted->isVisible());
        QCOMPARE(wanted->accessibleDescription(),
                 u"Restart Vouch to use it. This ends your session."_s);
        wanted->click();
        QCOMPARE(restart.size(), 1);
        panel.setContent(sample(u"signed-in"_s));
        QVERIFY(!wanted->isVisible());
    }

    void userActions() {
        Panel panel;
        QSignalSpy in(&panel, &Panel::signInWanted);
        QSignalSpy out(&panel, &Panel::signOutWanted);
        QSignalSpy notNow(&panel, &Panel::notNowWanted);
        QSignalSpy again(&panel, &Panel::tryAgainWanted);
        QSignalSpy setUp(&panel, &Panel::setUpWanted);
        QSignalSpy ask(&panel, &Panel::askAgainWanted);
        QSignalSpy role(&panel, &Panel::roleWanted);
        QSignalSpy quit(&panel, &Panel::quitWanted);
        panel.setContent(sample(u"signed-in"_s));
        panel.present();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QTest::keyClick(&panel, Qt::Key_Return);
        QCOMPARE(out.size(), 0);
        QVERIFY(panel.isVisible());
        button(panel, u"Sign &out"_s)->click();
        QCOMPARE(out.size(), 1);
        auto *menu = qobject_cast<QPushButton *>(button(panel, u"S&witch"_s))->menu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 5); // two roles, a line, two profiles
        QVERIFY(menu->actions().at(0)->isChecked());
        QVERIFY(menu->actions().at(2)->isSeparator());
        menu->actions().at(1)->trigger();
        QCOMPARE(role.value(0).value(0).toString(), u"Auditor"_s);
        menu->actions().at(4)->trigger();
        QCOMPARE(role.value(1).value(0).toString(), u"acme-prod"_s);

        panel.setContent(sample(u"signed-out"_s));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(in.size(), 1);
        panel.setContent(sample(u"waiting"_s));
        button(panel, u"&Not now"_s)->click();
        QCOMPARE(notNow.size(), 1);
        button(panel, u"Ask again"_s)->click();
        QCOMPARE(ask.value(0).value(0).value<PromptSnooze::Entry>().repository, u"infra-live"_s);
        panel.setContent(sample(u"question"_s));
        QSignalSpy question(&panel, &Panel::questionWanted);
        button(panel, u"&Answer…"_s)->click();
        QCOMPARE(question.size(), 1);
        QCOMPARE(in.size(), 1);
        QTest::keyClick(&panel, Qt::Key_F5);
        QCOMPARE(again.size(), 0);
        panel.setContent(sample(u"problem"_s));
        QTest::keyClick(&panel, Qt::Key_F5);
        QCOMPARE(again.size(), 1);
        panel.setContent(sample(u"first-start"_s));
        button(panel, u"Set &up Vouch"_s)->click();
        QCOMPARE(setUp.size(), 1);
        QVERIFY(!button(panel, u"&Keys"_s) && !button(panel, u"Set up &git"_s));
        panel.setContent(sample(u"profiles-only"_s));
        QVERIFY(!button(panel, u"&Keys"_s) && button(panel, u"Set up &git"_s));
        QVERIFY(button(panel, u"Set &up Vouch"_s) == nullptr); // nothing is missing
        QSignalSpy console(&panel, &Panel::consoleWanted);
        button(panel, u"&AWS console"_s)->click();
        QCOMPARE(console.size(), 1);
        auto *copy = qobject_cast<QPushButton *>(button(panel, u"Cop&y"_s))->menu();
        Q_EMIT copy->aboutToShow();
        copy->actions().first()->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"123456789012"_s);
        QSignalSpy help(&panel, &Panel::helpWanted);
        QTest::keyClick(&panel, Qt::Key_F1);
        QCOMPARE(help.size(), 1);
        QTest::keyClick(&panel, Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(quit.size(), 1); // as a window
        QTest::keyClick(&panel, Qt::Key_Escape);
        QVERIFY(!panel.isVisible());
        QCOMPARE(out.size(), 1);

        panel.setForm(Panel::Form::Popup);
        panel.present();
        QTest::keyClick(&panel, Qt::Key_Q, Qt::ControlModifier);
        QCOMPARE(quit.size(), 1);
    }

    void asAWindowItCanOnlyBeClosed() {
        Panel panel;
        panel.setForm(Panel::Form::Window);
        panel.present();
        const Qt::WindowFlags flags = panel.windowHandle()->flags();
        QVERIFY(flags.testFlag(Qt::WindowCloseButtonHint));
        QVERIFY(flags.testFlag(Qt::WindowTitleHint));
        QVERIFY(!flags.testFlag(Qt::WindowMinimizeButtonHint));
        QVERIFY(!flags.testFlag(Qt::WindowMaximizeButtonHint));
    }

    /// What a user sends to someone who helps them.
    void aboutAndDetailsCanBeCopied() {
        QPointer<FactsDialog> about = newAboutDialog(nullptr);
        about->open();
        QCOMPARE(about->windowTitle(), u"About Vouch"_s);
        for (const QString &line : {u"Qt: %1"_s.arg(QLatin1StringView(qVersion())), u"System: "_s,
                                    u"Log: "_s, u"Website: vouch.sh"_s})
            QVERIFY2(about->copied().contains(line), qPrintable(about->copied()));
        const auto press = [](const QDialog *dialog, const QString &text) {
            for (QPushButton *button : dialog->findChildren<QPushButton *>())
                if (button->text() == text)
                    return button->click();
            QFAIL(qPrintable(text));
        };
        press(about, u"&Copy"_s);
        QCOMPARE(QGuiApplication::clipboard()->text(), about->copied());
        press(about, u"L&icenses…"_s);
        const auto *licenses = about->findChild<FactsDialog *>();
        QVERIFY(licenses && licenses->isVisible() && licenses->copied().contains(u"LGPL"_s));
        press(about, u"C&lose"_s);
        QTRY_VERIFY(!about);

        const Error error(Error::Kind::Server, u"The server <b>refused</b>."_s,
                          u"Try later, or run: vouch login"_s, u"HTTP 503"_s);
        QPointer<FactsDialog> details = newDetailsDialog(error, nullptr);
        details->open();
        QVERIFY(details->copied().startsWith(u"The server <b>refused</b>.\n"_s));
        QVERIFY(details->copied().contains(u"HTTP 503"_s));
        QVERIFY(!details->copied().contains(u"vouch login"_s)); // no commands in windows
        for (const QLabel *label : details->findChildren<QLabel *>())
            QVERIFY(label->textFormat() == Qt::PlainText || label->text().contains(u"vouch.log"_s));
        QTest::keyClick(details, Qt::Key_Escape);
        QTRY_VERIFY(!details);
    }

    /// What the menu of the panel offers, by state.
    void theMenu() {
        Panel panel;
        const auto entries = [&](const QString &state) {
            panel.setContent(sample(state));
            panel.present();
            QStringList all;
            auto *more = qobject_cast<QToolButton *>(button(panel, u"⋯"_s));
            for (const QAction *action : more->findChild<QMenu *>()->actions())
                if (action->isVisible() && !action->isSeparator())
                    all.append(QString(action->text()).remove(u'&'));
            return all;
        };
        const QStringList always{u"Help"_s, u"About Vouch"_s, u"Quit Vouch"_s};
        const QStringList use{u"Open AWS console"_s, u"Copy"_s};
        const QString why = u"Why did git fail?"_s;
        QCOMPARE(entries(u"signed-in"_s), use + QStringList(why) + always);
        QCOMPARE(entries(u"profiles-only"_s), use + QStringList({u"Keys"_s, why}) + always);
        QCOMPARE(entries(u"first-start"_s), always);
    }

    void longNames() {
        PanelContent content = sample(u"signed-in"_s);
        content.account = u"a.person.with.a.very.long.name.indeed@subsidiary.example.com"_s;
        content.role->name = u"A role whose name somebody has thought about for a long time"_s;
        content.recentUse[0].first = QString(200, u'x');
        content.title = u"5 Std. 12 Min."_s;
        Panel panel;
        panel.setContent(content);
        panel.present();
        QCOMPARE(panel.fittingSize({2000, 2000}).width(), 420);
        for (const QWidget *child : panel.findChildren<QWidget *>()) {
            if (child->isVisible() && child->window() == &panel)
                QVERIFY(child->mapTo(&panel, child->rect().bottomRight()).x() < panel.width());
        }
    }

    /// It has its final height when first opened: no scroll bar, nothing to scroll.
    void nothingScrollsWhereThereIsRoom_data() { everyState_data(); }
    void nothingScrollsWhereThereIsRoom() {
        QFETCH(PanelContent, content);
        for (const bool nothingUsed : {false, true}) {
            if (nothingUsed)
                content.recentUse.clear();
            Panel panel;
            panel.setForm(Panel::Form::Popup);
            panel.setContent(content);
            const QSize wanted = panel.fittingSize({1000, 1000});
            panel.setGeometry(QRect(QPoint(10, 10), wanted));
            panel.present();
            QApplication::processEvents();
            QCOMPARE(panel.fittingSize({1000, 1000}), wanted);
            QCOMPARE(panel.size(), wanted);
            for (const QScrollBar *bar : panel.findChildren<QScrollBar *>())
                QVERIFY(!bar->isVisible());
        }
    }

    void lowScreens() {
        Panel panel;
        panel.setContent(sample(u"signed-in"_s));
        panel.present();
        const int full = panel.fittingSize({2000, 2000}).height();
        panel.setMinimumHeight(0);
        panel.resize(panel.width(), full - 100);
        QApplication::processEvents();
        int scrolling = 0;
        for (const QScrollBar *bar : panel.findChildren<QScrollBar *>())
            scrolling += bar->maximum() > 0 ? 1 : 0;
        QCOMPARE(scrolling, 1); // the list alone
        QVERIFY(panel.rect().contains(
            QRect(button(panel, u"&Settings"_s)->mapTo(&panel, QPoint()), QSize(1, 1))));
        panel.resize(panel.width(), 200);
        QApplication::processEvents();
        for (const QString &text : {u"&Settings"_s, u"⋯"_s}) { // the footer stays in sight
            const QAbstractButton *shown = button(panel, text);
            QVERIFY(!shown->visibleRegion().isEmpty());
            QCOMPARE(shown->visibleRegion().boundingRect().size(), shown->size());
        }
        auto *whole = panel.findChild<QScrollArea *>();
        QVERIFY(whole->verticalScrollBar()->maximum() > 0); // never clipped
        QCOMPARE(panel.fittingSize({1000, 400}).height(), 384);
    }

    /// A window that is higher than it needs to be has its free room in one place.
    void tallWindows() {
        Panel panel;
        panel.setContent(sample(u"signed-out"_s));
        panel.present();
        auto *in = button(panel, u"Sign &in"_s);
        const int place = in->mapTo(&panel, QPoint()).y();
        panel.resize(panel.width(), panel.height() + 300);
        QApplication::processEvents();
        QCOMPARE(in->mapTo(&panel, QPoint()).y(), place);
        QVERIFY(button(panel, u"&Settings"_s)->mapTo(&panel, QPoint()).y() > panel.height() - 60);
    }

    void theListIsReachedByKeyboard() {
        Panel panel;
        panel.setContent(sample(u"signed-in"_s));
        panel.present();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        const auto focused = [] { return QApplication::focusWidget()->accessibleName(); };
        for (int i = 0; i < 20 && focused() != u"payments-api"_s; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(focused(), u"payments-api"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(focused(), u"web-frontend"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget()->inherits("QToolButton")); // one stop
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(focused(), u"web-frontend"_s);
    }

    void largeTextAndRightToLeft() {
        QFont large = font_;
        large.setPointSizeF(20);
        QApplication::setFont(large);
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            QApplication::setLayoutDirection(direction);
            for (const auto &[name, content] : panelSamples()) {
                Panel panel;
                panel.setContent(content);
                panel.present();
                panel.resize(panel.fittingSize({2000, 2000}));
                QApplication::processEvents();
                for (const QAbstractButton *button : visibleButtons(panel)) {
                    const int words =
                        button->fontMetrics().size(Qt::TextShowMnemonic, button->text()).width();
                    QVERIFY2(button->width() >= words, qPrintable(name + button->text()));
                }
                for (const auto *time : panel.findChildren<DigitsLabel *>())
                    QVERIFY(!time->isVisible() || time->width() >= time->sizeHint().width());
            }
        }
    }

    /// What does not fit scrolls as a whole: buttons keep their height, nothing scrolls inside of
    /// it, and the scroll bar has room of its own.
    void largeTextOnLowScreens() {
        QFont large = font_;
        large.setPointSizeF(20);
        QApplication::setFont(large);
        for (const auto &[name, content] : panelSamples()) {
            Panel panel;
            panel.setForm(Panel::Form::Popup);
            panel.setContent(content);
            panel.present();
            const QSize wanted = panel.fittingSize({2000, 2000});
            panel.resize(panel.fittingSize({2000, 500}));
            QApplication::processEvents();
            QVERIFY(panel.width() > wanted.width());
            int scrolling = 0;
            for (const QScrollBar *bar : panel.findChildren<QScrollBar *>())
                scrolling += bar->isVisible() ? 1 : 0;
            QVERIFY2(scrolling == 1, qPrintable(name));
            for (const QAbstractButton *button : visibleButtons(panel))
                QVERIFY2(button->height() >= button->sizeHint().height(),
                         qPrintable(name + button->text()));
        }
    }

    void digitsDoNotJiggle() {
        DigitsLabel label;
        label.setFont(QFont(u"Noto Serif"_s, 21));
        label.setText(u"11 min 11 s"_s);
        const int width = label.sizeHint().width();
        label.setText(u"48 min 40 s"_s);
        QCOMPARE(label.sizeHint().width(), width);
    }

    void times() {
        QCOMPARE(timeText(5h + 12min + 59s), u"5 h 12 min"_s);
        QCOMPARE(timeText(1h), u"1 h 0 min"_s);
        QCOMPARE(timeText(24min + 18s), u"24 min 18 s"_s);
        QCOMPARE(timeText(18s), u"18 s"_s);
        QCOMPARE(minutesText(47min + 30s), u"47 min"_s);
        QCOMPARE(minutesText(59s), u"less than 1 min"_s);
        QCOMPARE(accountText(u"arn:aws:iam::123456789012:role/Developer"_s),
                 u"1234\u00a05678\u00a09012"_s);
        QCOMPARE(accountText(u"none"_s), QString());
        QCOMPARE(joined({u"a"_s, {}, u"b"_s}), u"a · b"_s);
    }

    void popupGeometry() {
        const QRect screen(0, 0, 1280, 800);
        const QRect available(0, 0, 1280, 760);
        const QSize size(340, 500);
        const QRect bottom = panelGeometry(size, QRect(1000, 764, 24, 24), screen, available);
        QCOMPARE(bottom.bottom(), 760 - 8 - 1);
        QVERIFY(abs(bottom.center().x() - 1011) <= 1);
        const QRect corner = panelGeometry(size, QRect(1250, 764, 24, 24), screen, available);
        QCOMPARE(corner.right(), 1280 - 8 - 1);
        const QRect top =
            panelGeometry(size, QRect(600, 2, 24, 24), screen, QRect(0, 28, 1280, 772));
        QCOMPARE(top.top(), 28 + 8);
        const QRect side =
            panelGeometry(size, QRect(4, 400, 24, 24), screen, QRect(32, 0, 1248, 800));
        QCOMPARE(side.left(), 32 + 8);
        const QRect high = panelGeometry({340, 900}, QRect(1000, 764, 24, 24), screen, available);
        QCOMPARE(high.top(), 8); // its top stays visible
    }

private:
    QFont font_;
};

QTEST_MAIN(TestPanel)
#include "test_panel.moc"
