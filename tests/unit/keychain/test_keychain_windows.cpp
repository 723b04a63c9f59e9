// SPDX-License-Identifier: Apache-2.0
// Entries in Credential Manager.
#include "keychain/keychain.h"

#include <QCoro/QCoroTask>
#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

class TestKeychainWindows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QCoro::waitFor(keychain_.remove(name_, {})); }

    void keepsWhatFits() {
        // One byte less than Windows takes in one piece. QtKeychain splits the rest, which wine 8
        // doesn't keep.
        const QByteArray largest(2559, 'k');
        write(largest);
        QCOMPARE(stored(), largest);
        QCoro::waitFor(keychain_.remove(name_, {}));
        QVERIFY(!stored());
    }

    void refusesWhatIsTooLargeAndKeepsWhatWasThere() {
        write("before");
        try {
            write(QByteArray(2561, 'k'));
            QFAIL("was stored");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), Error::Kind::Keychain);
            QVERIFY(!error.hint().isEmpty());
        }
        QCOMPARE(stored(), "before"_ba);
    }

private:
    void write(const QByteArray &value) {
        QCoro::waitFor(keychain_.write(name_, std::make_shared<Secret>(value), {}));
    }
    std::optional<QByteArray> stored() {
        const auto secret = QCoro::waitFor(keychain_.read(name_, {}));
        return secret ? std::optional(secret->view().toByteArray()) : std::nullopt;
    }

    const QString name_ = u"vouch/test of the keychain"_s;
    Keychain keychain_;
};

QTEST_GUILESS_MAIN(TestKeychainWindows)
#include "test_keychain_windows.moc"
