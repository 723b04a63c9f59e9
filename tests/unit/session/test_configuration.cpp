// SPDX-License-Identifier: Apache-2.0
// The settings in force, and what it costs to know them.
#include "core/scoped_task.h"
#include "core/tasks_under_way.h"
#include "patience.h"
#include "session/configuration.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

class TestConfiguration : public QObject {
    Q_OBJECT
private:
    QTemporaryDir folder_;

    qsizetype gitsStarted() {
        QFile log(folder_.filePath(u"started"_s));
        return log.open(QIODevice::ReadOnly) ? log.readAll().count('\n') : 0;
    }

private Q_SLOTS:
    void cleanup() { QTRY_COMPARE(tasksUnderWay(), 0); }
    void initTestCase() {
        QFile git(folder_.filePath(u"git"_s)); // the real one, which is counted
        QVERIFY(git.open(QIODevice::WriteOnly));
        git.write(u"#!/bin/sh\necho >>'%1'\nexec '%2' \"$@\"\n"_s
                      .arg(folder_.filePath(u"started"_s), QStandardPaths::findExecutable(u"git"_s))
                      .toUtf8());
        git.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        git.close();
        qputenv("PATH", folder_.path().toUtf8() + ':' + qgetenv("PATH"));
    }

    void whatTheOrganizationSetIsNotForgotten() {
        const QString path = folder_.filePath(u"organization"_s);
        QFile organization(path);
        QVERIFY(organization.open(QIODevice::WriteOnly));
        organization.write("[server]\n\turl = https://us.vouch.example\n");
        organization.close();
        const SettingsFile file(folder_.filePath(u"none/settings"_s),
                                {path, QFileInfo(folder_.path()).ownerId()});
        Configuration configuration(file);
        const QUrl server(u"https://us.vouch.example"_s);
        QCOMPARE(configuration.settings().server, server);
        configuration.forget(); // there is no file of the user's that could go
        QTRY_COMPARE(configuration.settings().server, server);
        QVERIFY(!configuration.problem());
    }

    void manyWhoAskAtOnceCostOneReading() {
        SettingsFile file(folder_.filePath(u"config/settings"_s));
        file.set(u"server.url"_s, u"https://a.example"_s);
        const qsizetype before = gitsStarted();
        Configuration configuration(file);
        const qsizetype aReading = gitsStarted() - before;
        QVERIFY(aReading > 0);

        file.set(u"server.url"_s, u"https://another.example"_s);
        const qsizetype start = gitsStarted();
        constexpr int helpers = 50;
        int done = 0;
        std::vector<ScopedTask> stories;
        for (int i = 0; i < helpers; ++i)
            stories.emplace_back(
                [&](std::stop_token stop) { return ask(&configuration, &done, std::move(stop)); },
                [](const Error &) {});
        QTRY_COMPARE(done, helpers);
        QCOMPARE(configuration.settings().server, QUrl(u"https://another.example"_s));
        QCOMPARE(gitsStarted() - start, aReading);
    }

    void aFileThatIsGoneIsReadAsEmpty() {
        SettingsFile file(folder_.filePath(u"other/settings"_s));
        file.set(u"server.url"_s, u"https://a.example"_s);
        Configuration configuration(file);
        file.remove();
        int done = 0;
        const ScopedTask task(
            [&](std::stop_token stop) { return ask(&configuration, &done, std::move(stop)); },
            [](const Error &) {});
        QTRY_COMPARE(done, 1);
        QVERIFY(configuration.settings().server.isEmpty());
    }

private:
    static QCoro::Task<> ask(Configuration *configuration, int *done, std::stop_token stop) {
        co_await configuration->upToDate(stop);
        ++*done;
    }
};

QTEST_GUILESS_MAIN(TestConfiguration)
#include "test_configuration.moc"
