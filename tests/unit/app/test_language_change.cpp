// SPDX-License-Identifier: Apache-2.0
// Another language in the settings, while the application is running: what is open speaks it at
// once, and nothing that the user typed is lost.
#include "app/connections.h"
#include "app/parts.h"
#include "app/windows.h"
#include "core/scoped_task.h"
#include "patience.h"
#include "ui/panel/panel.h"
#include "ui/settings/role_dialog.h"
#include "ui/widgets/languages.h"
#include "world.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

template <typename T>
T *visibleWindow() {
    for (QWidget *window : QApplication::topLevelWidgets())
        if (auto *found = qobject_cast<T *>(window); found != nullptr && found->isVisible())
            return found;
    return nullptr;
}

bool hasButton(const QWidget *window, const QString &text) {
    if (window == nullptr)
        return false;
    const auto buttons = window->findChildren<QAbstractButton *>();
    return std::ranges::any_of(buttons, [&](const QAbstractButton *button) {
        return button->isVisible() && button->text() == text;
    });
}

/// Menus of the application, shown or not.
bool hasMenuWith(const QString &text) {
    for (const QWidget *window : QApplication::topLevelWidgets()) {
        const auto *menu = qobject_cast<const QMenu *>(window);
        if (menu == nullptr)
            continue;
        for (const QAction *action : menu->actions())
            if (action->text() == text)
                return true;
    }
    return false;
}

/// The running application: a tray, and the panel as a window.
struct Running {
    Running() : parts(std::make_unique<test::NoKeys>(), wire::runtimePaths()) {
        connectParts(parts);
        showDesktop(parts);
        speak("en");
        raiseWindows(parts, {}, u"settings"_s);
        raiseWindows(parts, {}, {});
    }

    void speak(const char *language) {
        const auto change = [language](SettingsFile &file) {
            file.set(u"ui.language"_s, QString::fromLatin1(language));
        };
        bool done = false;
        const ScopedTask task(
            [&](std::stop_token stop) -> QCoro::Task<> {
                return finish(parts.configuration.change(change, std::move(stop)), done);
            },
            [](const Error &error) { QFAIL(qPrintable(error.message())); });
        QTRY_VERIFY(done);
        QTRY_COMPARE(parts.configuration.settings().language, QString::fromLatin1(language));
    }
    static QCoro::Task<> finish(QCoro::Task<> change, bool &done) {
        co_await change;
        done = true;
    }

    Parts parts;
};

} // namespace

class TestLanguageChange : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QApplication::setApplicationDisplayName(u"Vouch"_s); }
    void init() {
        for (const char *name : {"XDG_CONFIG_HOME", "XDG_STATE_HOME"})
            QDir(qEnvironmentVariable(name)).removeRecursively();
        setLanguage(u"en"_s);
    }

    void whatIsOpenSpeaksItAtOnce() {
        Running running;
        QTRY_VERIFY(hasButton(visibleWindow<Panel>(), u"Set &up Vouch"_s));
        QVERIFY(hasMenuWith(u"&Settings…"_s));
        QTRY_COMPARE(visibleWindow<SettingsWindow>()->windowTitle(), u"Settings"_s);
        running.speak("de");
        QTRY_COMPARE(currentLanguage(), u"de"_s);
        QVERIFY(hasMenuWith(u"&Einstellungen…"_s));
        QVERIFY(!hasMenuWith(u"&Settings…"_s));
        QCOMPARE(visibleWindow<SettingsWindow>()->windowTitle(), u"Einstellungen"_s);
        QVERIFY(hasButton(visibleWindow<Panel>(), u"Vouch ein&richten"_s));
        QVERIFY(hasButton(visibleWindow<Panel>(), u"&Einstellungen"_s));
        // What opens now speaks it from the beginning.
        Q_EMIT running.parts.desktop->setUpWanted();
        QCOMPARE(visibleWindow<Wizard>()->windowTitle(), u"Einrichtung von Vouch"_s);
        Q_EMIT running.parts.desktop->whyWanted();
        QCOMPARE(visibleWindow<DiagnosisWindow>()->windowTitle(), u"Warum ist git gescheitert?"_s);
    }

    void whatWasOpenedBeforeSpeaksItWhenItIsNextOpened() {
        Running running;
        Q_EMIT running.parts.desktop->setUpWanted();
        Q_EMIT running.parts.desktop->whyWanted();
        running.speak("de");
        QTRY_COMPARE(currentLanguage(), u"de"_s);
        QCOMPARE(visibleWindow<Wizard>()->windowTitle(), u"Set up Vouch"_s);
        visibleWindow<Wizard>()->close();
        visibleWindow<DiagnosisWindow>()->close();
        Q_EMIT running.parts.desktop->setUpWanted();
        QCOMPARE(visibleWindow<Wizard>()->windowTitle(), u"Einrichtung von Vouch"_s);
        Q_EMIT running.parts.desktop->whyWanted();
        QCOMPARE(visibleWindow<DiagnosisWindow>()->windowTitle(), u"Warum ist git gescheitert?"_s);
    }

    void aDialogWithTypedTextStaysAsItIs() {
        Running running;
        QPointer<RoleDialog> dialog =
            new RoleDialog(running.parts.configuration, {}, visibleWindow<SettingsWindow>());
        dialog->open();
        auto *field = dialog->findChild<QLineEdit *>();
        QTest::keyClicks(field, u"Auditor"_s);
        running.speak("de");
        QTest::qWait(0);
        QVERIFY(dialog);
        QCOMPARE(field->text(), u"Auditor"_s);
        QCOMPARE(visibleWindow<SettingsWindow>()->windowTitle(), u"Settings"_s);
        dialog->reject();
        QTRY_COMPARE(currentLanguage(), u"de"_s);
        QCOMPARE(visibleWindow<SettingsWindow>()->windowTitle(), u"Einstellungen"_s);
    }
};

QTEST_MAIN(TestLanguageChange)
#include "test_language_change.moc"
