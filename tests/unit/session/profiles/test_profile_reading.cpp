// SPDX-License-Identifier: Apache-2.0
// AWS's two files: what the reading of long ones costs those who wait, and everybody else.
#include "core/tasks_under_way.h"
#include "patience.h"
#include "sts_sandbox.h"
#include "world.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <fcntl.h>
#include <memory>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace vouch;
using vouch::test::Ended;
using vouch::test::keep;
using vouch::test::World;
using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

constexpr qsizetype maxBytes = 16 * 1024 * 1024;
constexpr qsizetype someBytes = 2 * 1024 * 1024; // for which one waits, too

/// Profiles, not longer than that.
QByteArray longConfig(qsizetype bytes) {
    const QByteArray comment = '#' + QByteArray(2000, 'x') + '\n';
    QByteArray text;
    for (int i = 0; text.size() < bytes - 3000; ++i)
        text +=
            "[profile p" + QByteArray::number(i) + "]\ncredential_process = /bin/keys\n" + comment;
    return text;
}

/// How long the event loop stood still at a time, of all the time.
class EventLoop {
public:
    EventLoop() {
        QObject::connect(&ticking_, &QTimer::timeout, &ticking_, [this] { tick(); });
        ticking_.start(0);
        all_.start();
        sinceTick_.start();
    }
    bool wentOn() {
        tick();
        return longest_ * 2 < all_.elapsed();
    }
    QString told() const {
        return u"%1 of %2 ms"_s.arg(QString::number(longest_), QString::number(all_.elapsed()));
    }

private:
    void tick() { longest_ = std::max(longest_, sinceTick_.restart()); }

    QTimer ticking_;
    QElapsedTimer all_, sinceTick_;
    qint64 longest_ = 0;
};

/// How often a file was opened: the system tells of each time.
class Openings {
public:
    explicit Openings(const QString &path) : notices_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
        ::inotify_add_watch(notices_, qPrintable(path), IN_OPEN);
    }
    Openings(const Openings &) = delete;
    Openings &operator=(const Openings &) = delete;
    ~Openings() { ::close(notices_); }

    /// Until now. To be asked often: those that nobody asked about yet are told as one.
    int count() {
        inotify_event event{};
        while (::read(notices_, &event, sizeof event) == sizeof event)
            ++count_;
        return count_;
    }

private:
    int notices_;
    int count_ = 0;
};

} // namespace

class TestProfileReading : public QObject {
    Q_OBJECT
private:
    using Entries = QList<ProfileEntry>;
    struct Request {
        Ended<Entries> ended;
        ScopedTask task;
    };

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<World> world_;
    QString config_, credentials_;

    std::unique_ptr<Request> list() {
        auto request = std::make_unique<Request>();
        request->task = ScopedTask(
            [this, ended = &request->ended](std::stop_token stop) {
                return keep<Entries>(world_->profiles.list(std::move(stop)), ended);
            },
            [](const Error &) {});
        return request;
    }
    static bool isDone(const Request &request) {
        return QTest::qWaitFor([&] { return request.ended.isDone(); }, 120'000);
    }
    /// The region of the one profile there is.
    QString region() {
        const auto request = list();
        return isDone(*request) && request->ended.result && request->ended.result->size() == 1
                   ? request->ended.result->first().region
                   : request->ended.message();
    }

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        config_ = folder_->filePath(u"config"_s);
        credentials_ = folder_->filePath(u"credentials"_s);
        write(config_, "[profile p]\nregion = us-east-1\ncredential_process = /bin/keys\n");
        write(credentials_, {});
        world_ = std::make_unique<World>(false);
        world_->profiles.setFiles(config_, credentials_);
        QCOMPARE(region(), u"us-east-1"_s);
    }
    void cleanup() {
        world_.reset();
        QThreadPool::globalInstance()->waitForDone();
        QTRY_COMPARE(tasksUnderWay(), 0);
    }

    void theEventLoopGoesOnMeanwhile() {
        write(config_, longConfig(maxBytes));
        EventLoop reading;
        const auto first = list();
        QVERIFY(isDone(*first));
        QVERIFY2(reading.wentOn(), qPrintable(reading.told()));
        QVERIFY2(first->ended.result, qPrintable(first->ended.message()));
        QVERIFY(first->ended.result->size() > 5000);

        EventLoop again; // it was read, and what each profile means is worked out once more
        const auto second = list();
        QVERIFY(isDone(*second));
        QVERIFY2(again.wentOn(), qPrintable(again.told()));
        QCOMPARE(*second->ended.result, *first->ended.result);
    }

    void oneReadingServesAllWhoWait() {
        write(config_, longConfig(someBytes));
        Openings openings(config_);
        std::vector<std::unique_ptr<Request>> requests;
        for (int i = 0; i < 5; ++i) {
            requests.push_back(list());
            openings.count();
        }
        QTimer looking;
        connect(&looking, &QTimer::timeout, this, [&] { openings.count(); });
        looking.start(0);
        for (const auto &request : requests) {
            QVERIFY(isDone(*request));
            QVERIFY2(request->ended.result, qPrintable(request->ended.message()));
        }
        QCOMPARE(openings.count(), 1);
        QVERIFY(isDone(*list())); // nothing has changed
        QCOMPARE(openings.count(), 1);
    }

    /// With the same time and size.
    void anotherFileInItsPlaceIsRead() {
        struct stat before {};
        QCOMPARE(::stat(qPrintable(config_), &before), 0);
        const QString other = folder_->filePath(u"other"_s);
        write(other, "[profile p]\nregion = eu-west-1\ncredential_process = /bin/keys\n");
        const timespec times[] = {before.st_atim, before.st_mtim};
        QCOMPARE(::utimensat(AT_FDCWD, qPrintable(other), times, 0), 0);
        QCOMPARE(::rename(qPrintable(other), qPrintable(config_)), 0);
        QCOMPARE(region(), u"eu-west-1"_s);
    }

    void whatCouldNotBeReadIsTriedAgain() {
        write(config_, "nonsense\n");
        QVERIFY(region().contains("malformed"_L1));
        Openings openings(config_);
        QVERIFY(region().contains("malformed"_L1));
        QCOMPARE(openings.count(), 1);
        write(config_, "[profile p]\nregion = eu-west-1\ncredential_process = /bin/keys\n");
        QCOMPARE(region(), u"eu-west-1"_s);
    }

    void whoStopsWaitingMayEndAtOnce() {
        write(config_, longConfig(someBytes));
        Openings openings(config_);
        const auto isBegun = [&] { return openings.count() > 0; };
        const auto first = list();
        const auto waits = list();
        QVERIFY(QTest::qWaitFor(isBegun, 60'000));
        first->task.stop();
        QVERIFY(isDone(*waits));
        QVERIFY2(waits->ended.result, qPrintable(waits->ended.message()));
        QVERIFY2(!first->ended.isDone(), qPrintable(first->ended.message()));

        write(config_, longConfig(someBytes) + "# changed\n");
        const auto last = list();
        const int before = openings.count();
        QVERIFY(QTest::qWaitFor([&] { return openings.count() > before; }, 60'000));
        last->task.stop();
        world_.reset();
        QTRY_COMPARE(tasksUnderWay(), 0);
        QVERIFY2(!last->ended.isDone(), qPrintable(last->ended.message()));
    }
};

QTEST_GUILESS_MAIN(TestProfileReading)
#include "test_profile_reading.moc"
