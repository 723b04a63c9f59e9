// SPDX-License-Identifier: Apache-2.0
// What was used, in memory and on disk; and what is remembered of the last session.
#include "core/error.h"
#include "core/scoped_task.h"
#include "core/tasks_under_way.h"
#include "patience.h"
#include "session/activity.h"
#include "session/activity_reason.h"
#include "session/saved_state.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <sys/stat.h>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Time morning = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h;

ActivityEntry use(int number, const QString &refusal = {}) {
    Requester who;
    who.purpose = Requester::Purpose::Git;
    who.program = u"git"_s;
    who.pid = 48210 + number;
    who.directory = u"/home/nora/work/payments-api"_s;
    who.repository = u"payments-api"_s;
    who.region = u"us-east-1"_s;
    who.role = u"Developer"_s;
    return {morning + std::chrono::seconds(number), who, refusal.isEmpty(), refusal};
}

QByteArray content(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void append(const QString &path, const QByteArray &bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(bytes);
}

mode_t modeOf(const QString &path) {
    struct stat info {};
    return ::stat(qPrintable(path), &info) == 0 ? info.st_mode & 07777 : 0;
}

} // namespace

class TestActivity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->filePath(u"state/vouch/activity.jsonl"_s);
    }

    void tellsTheNewestFirst() {
        Activity activity(path_);
        QSignalSpy changed(&activity, &Activity::changed);
        activity.record(use(1));
        activity.record(use(2, u"Developer may not read it"_s));
        activity.record(use(3));
        QCOMPARE(changed.size(), 3);
        QCOMPARE(activity.latest(2),
                 (QList<ActivityEntry>{use(3), use(2, u"Developer may not read it"_s)}));
        QCOMPARE(activity.latest(10).size(), 3);
        QCOMPARE(Activity(path_).latest(10), activity.latest(10));
    }

    void keepsWhatItWasFor() {
        using Purpose = Requester::Purpose;
        Activity activity(path_);
        for (const Purpose purpose : {Purpose::Git, Purpose::Program, Purpose::Console}) {
            ActivityEntry each = use(1);
            each.who.purpose = purpose;
            activity.record(each);
        }
        QCOMPARE(Activity(path_).latest(10), activity.latest(10));
        QVERIFY(content(path_).contains("\"purpose\":\"program\""));
        QCOMPARE(content(path_).count("purpose"), 2);
    }

    void isForItsOwnerOnly() {
        Activity(path_).record(use(1));
        QCOMPARE(modeOf(path_), 0600U);
        QCOMPARE(modeOf(QFileInfo(path_).path()), 0700U);
        ::chmod(qPrintable(path_), 0644);
        ::chmod(qPrintable(QFileInfo(path_).path()), 0755);
        Activity(path_).record(use(2));
        QCOMPARE(modeOf(path_), 0600U);
        QCOMPARE(modeOf(QFileInfo(path_).path()), 0700U);
    }

    void aLineHoldsWhatItsDescriptionSays() {
        Activity activity(path_);
        ActivityEntry odd = use(1, u"two\nlines"_s);
        odd.who.repository = u"a\n{\"at\":\"b\"}\u2028\u202E"_s;
        odd.who.directory = QString(10'000, QChar(1));
        activity.record(odd);
        activity.record(use(2));
        const auto lines = content(path_).split('\n');
        QCOMPARE(lines.size(), 3); // the last one is empty
        const QJsonObject refused = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(refused.keys(),
                 QStringList({u"at"_s, u"directory"_s, u"outcome"_s, u"pid"_s, u"program"_s,
                              u"reason"_s, u"region"_s, u"repository"_s, u"role"_s}));
        QCOMPARE(
            lines[1],
            QByteArray("{\"at\":\"2026-03-02T09:00:02Z\","
                       "\"directory\":\"/home/nora/work/payments-api\",\"outcome\":\"allowed\","
                       "\"pid\":48212,\"program\":\"git\",\"region\":\"us-east-1\","
                       "\"repository\":\"payments-api\",\"role\":\"Developer\"}"));
        const auto read = Activity(path_).latest(10);
        QCOMPARE(read.size(), 2);
        QCOMPARE(read[1].who.repository, odd.who.repository);
        QCOMPARE(read[1].reason, odd.reason);
        ActivityEntry notNow = use(3, u"not now"_s);
        notNow.notNowUntil = notNow.at + 30min;
        activity.record(notNow);
        QVERIFY(content(path_).contains("\"not_now_until\":\"2026-03-02T09:30:03Z\""));
        QCOMPARE(Activity(path_).latest(1).first(), notNow);
    }

    void whatAReasonIsAboutIsKept() {
        Activity activity(path_);
        ActivityEntry refused = use(1, u"-"_s);
        setReason(refused, Error::Kind::Role, u"AWS refused Developer"_s);
        ActivityEntry unreadable = use(2);
        setReason(unreadable, Error::Kind::Role);
        QCOMPARE(unreadable.reason, u"Developer can't read it"_s);
        activity.record(refused);
        activity.record(unreadable);
        QVERIFY(content(path_).contains(R"("error":"role","language":"en")"));
        QCOMPARE(Activity(path_).latest(2), (QList<ActivityEntry>{unreadable, refused}));
    }

    /// What older versions wrote, and newer ones may write.
    void aReasonOfAnotherVersionIsShownAsItIs() {
        QVERIFY(QDir().mkpath(QFileInfo(path_).path()));
        append(path_,
               R"({"at":"2026-03-02T09:22:10Z","outcome":"refused","reason":"Warum auch immer"}
{"at":"2026-03-02T09:22:11Z","outcome":"refused","reason":"So ist es","error":"new","language":"de"}
)");
        const auto read = Activity(path_).latest(2);
        QCOMPARE(read.size(), 2);
        QCOMPARE(reasonText(read[1]), u"Warum auch immer"_s);
        QCOMPARE(reasonText(read[0]), u"So ist es"_s);
    }

    void rotatesAndKeepsFourOlderFiles() {
        Activity activity(path_);
        const QString reason(290, u'x');
        for (int i = 0; !QFile::exists(path_ + u".4"_s); ++i)
            activity.record(use(i, reason));
        QVERIFY(!QFile::exists(path_ + u".5"_s));
        for (int age = 1; age <= 4; ++age) {
            const QFileInfo older(path_ + u'.' + QString::number(age));
            QVERIFY(older.size() <= 1024 * 1024);
            QVERIFY(older.size() > 1000 * 1024);
            QCOMPARE(modeOf(older.filePath()), 0600U);
        }
        QVERIFY(QFileInfo(path_).size() < 1024);
        // The newest ones are in more than one file by now.
        QCOMPARE(activity.latest(1000).size(), qsizetype(Activity::inMemory));
        QCOMPARE(Activity(path_).latest(1000), activity.latest(1000));

        const QByteArray oldest = content(path_ + u".4"_s).left(200);
        for (int i = 0; content(path_ + u".4"_s).startsWith(oldest); ++i)
            activity.record(use(i, reason));
        QVERIFY(!QFile::exists(path_ + u".5"_s));
    }

    void linesThatCannotBeReadAreSkippedAndKept_data() {
        QTest::addColumn<QByteArray>("bad");
        QTest::newRow("no JSON") << QByteArray("nonsense\n");
        QTest::newRow("no object") << QByteArray("[1, 2]\n\n");
        QTest::newRow("no time") << QByteArray("{\"outcome\":\"allowed\",\"program\":\"git\"}") +
                                        '\n';
        QTest::newRow("no outcome") << QByteArray("{\"at\":\"2026-03-02T09:00:02Z\"}") + '\n';
        QTest::newRow("another outcome")
            << QByteArray("{\"at\":\"2026-03-02T09:00:02Z\",\"outcome\":\"both\"}") + '\n';
        QTest::newRow("bytes") << QByteArray("\0\xFF{\n", 4);
        QTest::newRow("cut short") << QByteArray("{\"at\":\"2026-03-02T09:00:0");
        QTest::newRow("endless") << QByteArray(100'000, 'x') + '\n';
        // Its second part looks like a line.
        QTest::newRow("a line behind an endless one")
            << QByteArray(16 * 1024 + 1, ' ') +
                   "{\"at\":\"2026-03-02T09:00:02Z\",\"outcome\":\"allowed\"}"
                   "\n";
    }
    void linesThatCannotBeReadAreSkippedAndKept() {
        QFETCH(QByteArray, bad);
        Activity(path_).record(use(1));
        append(path_, bad);
        Activity activity(path_);
        QCOMPARE(activity.latest(10), QList<ActivityEntry>{use(1)});
        activity.record(use(2));
        QCOMPARE(Activity(path_).latest(10), (QList<ActivityEntry>{use(2), use(1)}));
        QVERIFY(content(path_).contains(bad));
    }

    void ofALargeFileOnlyTheEndIsRead() {
        Activity(path_).record(use(1));
        append(path_, QByteArray(900 * 1024, 'x') + '\n');
        Activity(path_).record(use(2));
        QCOMPARE(Activity(path_).latest(10), QList<ActivityEntry>{use(2)});
    }

    void aDiskThatTakesNothingCostsTheFileOnly() {
        QFile inTheWay(folder_->filePath(u"state"_s)); // a file where the folder should be
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        Activity activity(path_);
        activity.record(use(1));
        QCOMPARE(activity.latest(10), QList<ActivityEntry>{use(1)});
        QVERIFY(!QFile::exists(path_));
        inTheWay.remove();
        activity.record(use(2)); // mended meanwhile
        QCOMPARE(Activity(path_).latest(10), QList<ActivityEntry>{use(2)});
    }

    void exportsAllOldestFirst() {
        Activity activity(path_);
        activity.record(use(1));
        QVERIFY(QFile::rename(path_, path_ + u".2"_s));
        append(path_ + u".2"_s, "nonsense");
        activity.record(use(2));
        const QByteArray newest = content(path_);
        const QString target = folder_->filePath(u"export.jsonl"_s);
        QCOMPARE(exported(activity, target), QString());
        QCOMPARE(content(target), content(path_ + u".2"_s) + '\n' + newest);
        QCOMPARE(modeOf(target), 0600U);
        const QString nowhere = folder_->filePath(u"none/export"_s);
        QCOMPARE(exported(activity, nowhere), u"Can't write %1."_s.arg(nowhere));
        activity.clear();
        QCOMPARE(exported(activity, target), QString());
        QCOMPARE(content(target), QByteArray());
    }

    /// Another thread writes it; what comes meanwhile neither gets in nor renames what is read.
    void exportsWhatThereWasAtThatMoment() {
        Activity activity(path_);
        activity.record(use(1));
        const QByteArray all = content(path_);
        const QString target = folder_->filePath(u"export.jsonl"_s);
        QThreadPool::globalInstance()->setMaxThreadCount(1);
        QSemaphore busy;
        QThreadPool::globalInstance()->start([&busy] { busy.acquire(); });
        Ended ended;
        const ScopedTask task = start(activity, target, &ended);
        QVERIFY(!ended.isDone);
        QVERIFY(!QFile::exists(target));
        activity.record(use(2));
        append(path_, QByteArray(1024 * 1024, 'x') + '\n');
        activity.record(use(3));
        QVERIFY(QFile::exists(path_ + u".1"_s));
        activity.clear();
        busy.release();
        QTRY_VERIFY_WITH_TIMEOUT(ended.isDone, 60'000);
        QCOMPARE(ended.error, QString());
        QCOMPARE(content(target), all);
    }

    void anExportNeedsNobodyWhoWaits() {
        auto activity = std::make_unique<Activity>(path_);
        activity->record(use(1));
        const QByteArray all = content(path_);
        const QString target = folder_->filePath(u"export.jsonl"_s);
        Ended ended;
        start(*activity, target, &ended).stop();
        activity.reset();
        QTRY_COMPARE(tasksUnderWay(), 0);
        QVERIFY(!ended.isDone);
        QCOMPARE(content(target), all);
    }

    void clearsAll() {
        Activity activity(path_);
        activity.record(use(1));
        QVERIFY(QFile::copy(path_, path_ + u".4"_s));
        QSignalSpy changed(&activity, &Activity::changed);
        activity.clear();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(activity.latest(10), QList<ActivityEntry>());
        QVERIFY(!QFile::exists(path_));
        QVERIFY(!QFile::exists(path_ + u".4"_s));
        QCOMPARE(Activity(path_).latest(10), QList<ActivityEntry>());
        activity.clear(); // nothing is there
        activity.record(use(2));
        QCOMPARE(Activity(path_).latest(10), QList<ActivityEntry>{use(2)});
    }

    void remembersTheLastSession() {
        const QString path = folder_->filePath(u"state/vouch/state.ini"_s);
        SavedState savedState(path);
        QCOMPARE(savedState.session(), std::nullopt);
        const SavedState::Session last{u"nora, \"winter\"@example.com"_s, morning, 8h};
        savedState.setSession(last);
        QCOMPARE(SavedState(path).session(), last);
        QCOMPARE(modeOf(path), 0600U);
        QCOMPARE(modeOf(QFileInfo(path).path()), 0700U);
        savedState.clear();
        QCOMPARE(SavedState(path).session(), std::nullopt);
        QVERIFY(!QFile::exists(path));
    }

    void remembersNothingOfABrokenFile() {
        const QString path = folder_->filePath(u"state.ini"_s);
        append(path, "[session]\nemail=nora@example.com\nend=soon\nlength=long\n");
        QCOMPARE(SavedState(path).session(), std::nullopt);
        append(path, "\0[[[\n");
        QCOMPARE(SavedState(path).session(), std::nullopt);
        SavedState(path).setSession({u"nora@example.com"_s, morning, 8h});
        QVERIFY(SavedState(path).session());
    }

private:
    struct Ended {
        bool isDone = false;
        QString error;
    };

    static QCoro::Task<> keep(QCoro::Task<> exporting, Ended *ended) {
        co_await exporting;
        ended->isDone = true;
    }
    static ScopedTask start(const Activity &activity, const QString &target, Ended *ended) {
        return ScopedTask(
            [&activity, target, ended](std::stop_token stop) {
                return keep(activity.exportTo(target, std::move(stop)), ended);
            },
            [ended](const Error &error) {
                *ended = {true, error.message()};
            });
    }
    /// What went wrong.
    static QString exported(const Activity &activity, const QString &target) {
        Ended ended;
        const ScopedTask task = start(activity, target, &ended);
        return QTest::qWaitFor([&] { return ended.isDone; }, 60'000) ? ended.error : u"late"_s;
    }

    std::unique_ptr<QTemporaryDir> folder_;
    QString path_;
};

QTEST_GUILESS_MAIN(TestActivity)
#include "test_activity.moc"
