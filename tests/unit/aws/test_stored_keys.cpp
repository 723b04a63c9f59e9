// SPDX-License-Identifier: Apache-2.0
// Long-lived keys in a keychain that answers when the test says so.
#include "aws/credentials.h"
#include "aws/stored_keys.h"
#include "core/scoped_task.h"
#include "keychain/keychain.h"
#include "patience.h"

#include <QMap>
#include <QTest>

#include <deque>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A write takes effect at once; its caller hears of it when the test answers.
class SlowKeychain final : public Keychain {
public:
    QMap<QString, QByteArray> entries;
    std::deque<Deferred<bool>> waiting;

    QCoro::Task<std::optional<Secret>> read(QString name, std::stop_token stop) override {
        co_await answered(stop);
        const auto found = entries.constFind(name);
        if (found == entries.constEnd())
            co_return std::nullopt;
        co_return Secret(QByteArrayView(*found));
    }
    QCoro::Task<> write(QString name, SharedSecret secret, std::stop_token stop) override {
        entries.insert(name, secret->view().toByteArray());
        co_await answered(stop);
    }
    QCoro::Task<> remove(QString name, std::stop_token stop) override {
        entries.remove(name);
        co_await answered(stop);
    }
    void answer() {
        waiting.front().deliver(true);
        waiting.pop_front();
    }

private:
    QCoro::Task<> answered(std::stop_token stop) {
        const auto answer = waiting.emplace_back().future();
        co_await answer;
        throwIfStopped(stop);
    }
};

aws::Credentials keys() {
    aws::Credentials keys;
    keys.accessKeyId = "AKIAIOSFODNN7EXAMPLE";
    keys.secretAccessKey = std::make_shared<Secret>(QByteArrayView("wJalrXUtnFEMI"));
    return keys;
}

} // namespace

class TestStoredKeys : public QObject {
    Q_OBJECT
private:
    SlowKeychain keychain_;
    std::unique_ptr<StoredKeys> stored_;
    int failed_ = 0;

    ScopedTask write(const QString &profile) {
        return ScopedTask(
            [=, this](std::stop_token stop) {
                return stored_->write(profile, keys(), std::move(stop));
            },
            [this](const Error &) { ++failed_; });
    }
    bool asks() {
        return QTest::qWaitFor([this] { return !keychain_.waiting.empty(); });
    }
    QStringList names() {
        return QString::fromUtf8(keychain_.entries.value(u"vouch/aws"_s))
            .split(u'\n', Qt::SkipEmptyParts);
    }

private Q_SLOTS:
    void init() {
        keychain_.entries.clear();
        keychain_.waiting.clear();
        stored_ = std::make_unique<StoredKeys>(keychain_);
        failed_ = 0;
    }

    void aNameComesBeforeItsKeysAndGoesAfterThem() {
        ScopedTask adding = write(u"ci"_s);
        QVERIFY(asks());
        keychain_.answer(); // the index is read
        QVERIFY(asks());
        QCOMPARE(names(), QStringList{u"ci"_s});
        QVERIFY(!keychain_.entries.contains(u"vouch/aws/ci"_s));
        adding.stop(); // whoever waited has hung up
        keychain_.answer();
        QTest::qWait(0);
        QVERIFY(!keychain_.entries.contains(u"vouch/aws/ci"_s));

        adding = write(u"ci"_s);
        QVERIFY(asks());
        keychain_.answer(); // read again: nobody knew whether it was written
        QTRY_VERIFY(keychain_.entries.contains(u"vouch/aws/ci"_s));
        keychain_.answer();
        ScopedTask removing([this](std::stop_token stop) { return stored_->remove(u"ci"_s, stop); },
                            {});
        QVERIFY(asks());
        QVERIFY(!keychain_.entries.contains(u"vouch/aws/ci"_s));
        QCOMPARE(names(), QStringList{u"ci"_s});
        keychain_.answer();
        QTRY_VERIFY(names().isEmpty());
        QVERIFY(asks());
        keychain_.answer();
    }

    void twoAtOnceLoseNoName() {
        const ScopedTask one = write(u"one"_s), two = write(u"two"_s);
        while (QTest::qWaitFor([this] { return !keychain_.waiting.empty(); }, 300))
            keychain_.answer();
        QCOMPARE(names(), (QStringList{u"one"_s, u"two"_s}));
        QVERIFY(keychain_.entries.contains(u"vouch/aws/one"_s));
        QVERIFY(keychain_.entries.contains(u"vouch/aws/two"_s));
        QCOMPARE(failed_, 0);
    }

    void aKeychainThatIsLateTakesTheNextOne() {
        const ScopedTask late = write(u"late"_s);
        QVERIFY(asks());
        keychain_.answer();
        QVERIFY(asks());
        keychain_.waiting.pop_front(); // that is: it failed, but the name is there
        QTRY_COMPARE(failed_, 1);
        const ScopedTask next = write(u"next"_s);
        while (QTest::qWaitFor([this] { return !keychain_.waiting.empty(); }, 300))
            keychain_.answer();
        QCOMPARE(names(), (QStringList{u"late"_s, u"next"_s}));
    }
};

QTEST_GUILESS_MAIN(TestStoredKeys)
#include "test_stored_keys.moc"
