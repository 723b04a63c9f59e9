// SPDX-License-Identifier: Apache-2.0
// Another language in the settings: every window that is open speaks it at once.
#include "app/connections.h"
#include "app/parts.h"
#include "app/windows.h"
#include "core/tasks_under_way.h"
#include "patience.h"
#include "session/activity_reason.h"
#include "ui/widgets/languages.h"
#include "world.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QListWidget>
#include <QTemporaryDir>

#include <memory>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What a window says, also on the pages that it doesn't show now.
QSet<QString> wordsOf(const QWidget &window) {
    QSet<QString> words{window.windowTitle()};
    for (const auto *label : window.findChildren<QLabel *>())
        words += label->text();
    for (const auto *button : window.findChildren<QAbstractButton *>())
        words += QString(button->text()).remove(u'&');
    for (const auto *box : window.findChildren<QComboBox *>())
        for (int i = 0; i < box->count(); ++i)
            words += box->itemText(i);
    for (const auto *list : window.findChildren<QListWidget *>())
        for (int i = 0; i < list->count(); ++i)
            words += list->item(i)->text();
    for (const auto *widget : window.findChildren<QWidget *>())
        words += widget->accessibleName();
    return words;
}

/// Those of the language's words that are not names, which are the same in each.
bool isSentence(const QString &words) {
    return words.count(u' ') >= 2;
}

QWidget *windowWith(const QString &title) {
    for (QWidget *window : QApplication::topLevelWidgets())
        if (window->isVisible() && window->windowTitle() == title)
            return window;
    return nullptr;
}

} // namespace

class TestLanguage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
            qputenv(name, folder_->path().toUtf8());
        QVERIFY(QDir(folder_->path()).mkdir(u"vouch"_s));
        QFile file(folder_->filePath(u"vouch/settings"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[ui]\n\tlanguage = en\n[server]\n\turl = https://us.vouch.sh\n");
        file.close();
        parts_ = std::make_unique<Parts>(std::make_unique<test::NoKeys>(), wire::runtimePaths());
        connectParts(*parts_);
        showDesktop(*parts_);
    }
    void cleanup() {
        changing_ = {};
        parts_.reset();
        QTRY_COMPARE(tasksUnderWay(), 0);
    }

    void everyOpenWindowSpeaksIt() {
        openAll();
        const QStringList english{u"Vouch"_s, u"Settings"_s, u"Set up Vouch"_s,
                                  u"Why did git fail?"_s, u"Keys"_s};
        QSet<QString> before;
        for (const QString &title : english) {
            QTRY_VERIFY2_WITH_TIMEOUT(windowWith(title), qPrintable(title), 60'000);
            before += wordsOf(*windowWith(title));
        }
        setLanguage(u"de"_s);
        const QStringList german{u"Vouch"_s, u"Einstellungen"_s, u"Einrichtung von Vouch"_s,
                                 u"Warum ist git gescheitert?"_s, u"Schlüssel"_s};
        for (const QString &title : german)
            QTRY_VERIFY2_WITH_TIMEOUT(windowWith(title), qPrintable(title), 60'000);
        for (const QWidget *window : QApplication::topLevelWidgets()) {
            if (!window->isVisible())
                continue;
            for (const QString &words : wordsOf(*window) & before)
                QVERIFY2(!isSentence(words), qPrintable(window->windowTitle() + u": "_s + words));
        }
        setLanguage(u"en"_s);
        for (const QString &title : english)
            QTRY_VERIFY2_WITH_TIMEOUT(windowWith(title), qPrintable(title), 60'000);
    }

    void whatWasTypedIsKept() {
        Q_EMIT parts_->desktop->whyWanted();
        const QString title = u"Why did git fail?"_s;
        auto *field = windowWith(title)->findChild<QLineEdit *>();
        const QString repository =
            u"https://git-codecommit.us-east-1.amazonaws.com/v1/repos/payments-api"_s;
        field->setText(repository);
        setLanguage(u"de"_s);
        const QString now = u"Warum ist git gescheitert?"_s;
        QTRY_VERIFY(windowWith(now));
        QCOMPARE(windowWith(now)->findChild<QLineEdit *>()->text(), repository);
    }

    void aReasonIsSaidInTheReadersLanguage() {
        ActivityEntry unanswered, refused, unreadable, old;
        for (ActivityEntry *entry : {&refused, &unreadable})
            entry->who.role = u"Developer"_s;
        unreadable.allowed = true;
        setReason(unanswered, Error::Kind::TimedOut);
        setReason(refused, Error::Kind::Role, u"AWS refused the role Developer"_s);
        setReason(unreadable, Error::Kind::Role);
        old.reason = u"nobody answered"_s; // it doesn't say in which language
        QCOMPARE(reasonText(refused), u"AWS refused the role Developer"_s);
        setLanguage(u"de"_s);
        QCOMPARE(reasonText(unanswered), u"keine Antwort"_s);
        QCOMPARE(reasonText(refused), u"Developer ist nicht verwendbar"_s);
        QCOMPARE(reasonText(unreadable), u"Developer darf es nicht lesen"_s);
        QCOMPARE(reasonText(old), u"nobody answered"_s);
        setReason(unanswered, Error::Kind::TimedOut);
        setLanguage(u"en"_s);
        QCOMPARE(reasonText(unanswered), u"nobody answered"_s);
        QCOMPARE(reasonText(refused), u"AWS refused the role Developer"_s);
    }

private:
    void openAll() {
        raiseWindows(*parts_, {}, {}); // the panel
        raiseWindows(*parts_, {}, u"settings"_s);
        Q_EMIT parts_->desktop->setUpWanted();
        Q_EMIT parts_->desktop->whyWanted();
        parts_->desktop->openKeys();
    }

    void setLanguage(const QString &language) {
        changing_ = ScopedTask(
            [this, language](std::stop_token stop) {
                const auto write = [language](SettingsFile &file) {
                    file.set(u"ui.language"_s, language);
                };
                return parts_->configuration.change(write, stop);
            },
            [](const Error &error) { QFAIL(qPrintable(error.message())); });
        QTRY_COMPARE(ui::currentLanguage(), language);
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Parts> parts_;
    ScopedTask changing_;
};

QTEST_MAIN(TestLanguage)
#include "test_language.moc"
