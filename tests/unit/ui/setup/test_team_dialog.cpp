// SPDX-License-Identifier: Apache-2.0
// Settings from a team's file, in a window.
#include "core/tasks_under_way.h"
#include "patience.h"
#include "session/configuration.h"
#include "ui/setup/team_dialog.h"
#include "ui/widgets/field_note.h"

#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

class TestTeamDialog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        configuration_ =
            std::make_unique<Configuration>(SettingsFile(folder_->filePath(u"config/settings"_s)));
        dialog_ = std::make_unique<TeamDialog>(*configuration_, QString(), nullptr);
        dialog_->open();
    }
    void cleanup() {
        dialog_.reset();
        configuration_.reset();
        QTRY_COMPARE(tasksUnderWay(), 0);
    }

    void showsWhatChangesAndSavesItOnDemand() {
        const QSignalSpy done(dialog_.get(), &QDialog::accepted);
        QVERIFY(!button(u"&Show"_s)->isEnabled());
        type(teamFile("[server]\n\turl = https://us.vouch.example\n[lock]\n\tscreen\n"));
        button(u"&Show"_s)->click();
        auto *table = dialog_->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 2);
        QVERIFY(table->isVisible());
        QCOMPARE(table->item(0, 0)->text(), u"server"_s);
        QCOMPARE(table->item(0, 2)->text(), u"https://us.vouch.example"_s);
        QCOMPARE(table->item(1, 1)->text(), u"false"_s);
        QVERIFY(configuration_->settings().server.isEmpty()); // so far it was only shown
        button(u"&Use these settings"_s)->click();
        QTRY_COMPARE(done.size(), 1);
        QCOMPARE(configuration_->settings().server, QUrl(u"https://us.vouch.example"_s));
        QVERIFY(configuration_->settings().lock.screen);
    }

    void saysWhatTheFileMayNotSet() {
        dialog_->showSource(
            teamFile("[server]\n\turl = https://us.vouch.example\n\tcaBundle = /x\n"));
        QTRY_VERIFY(note()->isRefusal());
        QVERIFY2(note()->text().contains(u"line 3: A team's file can't set ca-bundle."_s),
                 qPrintable(note()->text()));
        QVERIFY(!button(u"&Use these settings"_s)->isEnabled());
        type(u"http://x.example/settings"_s); // which is another file
        QVERIFY(!note()->isRefusal());
        button(u"&Show"_s)->click();
        QTRY_VERIFY(note()->text().contains(u"It must begin with https://"_s));
        QVERIFY(!QFile::exists(folder_->filePath(u"config/settings"_s)));
    }

    void whatIsShownIsWhatIsSaved() {
        type(teamFile("[quiet]\n\tminutes = 5\n"));
        button(u"&Show"_s)->click();
        QTRY_VERIFY(button(u"&Use these settings"_s)->isEnabled());
        type(teamFile("[quiet]\n\tminutes = 30\n"));
        QVERIFY(!button(u"&Use these settings"_s)->isEnabled());
        QVERIFY(!dialog_->findChild<QTableWidget *>()->isVisible());
        button(u"&Show"_s)->click();
        QTRY_COMPARE(note()->text(), u"Your settings already match this file."_s);
        QVERIFY(!button(u"&Use these settings"_s)->isEnabled());
    }

private:
    QString teamFile(const QByteArray &text) {
        const QString path = folder_->filePath(u"team.vouch"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("The test can't write.");
        return path;
    }
    void type(const QString &text) {
        auto *field = dialog_->findChild<QLineEdit *>();
        field->setText(text);
        Q_EMIT field->textEdited(text);
    }
    QPushButton *button(const QString &text) const {
        for (auto *found : dialog_->findChildren<QPushButton *>())
            if (found->text() == text)
                return found;
        qFatal("There is no such button.");
    }
    FieldNote *note() const { return dialog_->findChild<FieldNote *>(); }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Configuration> configuration_;
    std::unique_ptr<TeamDialog> dialog_;
};

QTEST_MAIN(TestTeamDialog)
#include "test_team_dialog.moc"
