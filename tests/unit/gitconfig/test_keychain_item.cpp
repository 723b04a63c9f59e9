// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/keychain_item.h"

#include <QTest>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

/// As security(1) prints an entry that git-credential-osxkeychain made.
QByteArray found(const QByteArray &account) {
    return R"(keychain: "/Users/nora/Library/Keychains/login.keychain-db"
version: 512
class: "inet"
attributes:
    0x00000007 <blob>="git-codecommit.us-east-1.amazonaws.com"
    0x00000008 <blob>=<NULL>
    "acct"<blob>=)" +
           account + R"(
    "atyp"<blob>="dflt"
    "cdat"<timedate>=0x32303236313133303131323834335A00  "20261130112843Z\000"
    "crtr"<uint32>=<NULL>
    "desc"<blob>=<NULL>
    "path"<blob>=<NULL>
    "port"<uint32>=0x00000000
    "ptcl"<uint32>="htps"
    "sdmn"<blob>=<NULL>
    "srvr"<blob>="git-codecommit.us-east-1.amazonaws.com"
    "type"<uint32>=<NULL>
)";
}

} // namespace

class TestKeychainItem : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsServerAndAccount() {
        const QString server = u"git-codecommit.us-east-1.amazonaws.com"_s;
        QCOMPARE(keychainItem(found("\"nora-at-123456789012\"")),
                 (KeychainItem{server, u"nora-at-123456789012"_s}));
        QCOMPARE(keychainItem(found("0x6EC3B67261  \"n\\303\\266ra\"")),
                 (KeychainItem{server, u"nöra"_s}));
        QCOMPARE(keychainItem(found("<NULL>")), (KeychainItem{server, QString()}));
    }

    void refusesWhatIsNoInternetPassword() {
        QCOMPARE(keychainItem({}), std::nullopt);
        QCOMPARE(keychainItem("security: SecKeychainSearchCopyNext: The specified item could not "
                              "be found in the keychain.\n"),
                 std::nullopt);
        QCOMPARE(keychainItem(found("\"nora\"").replace("\"inet\"", "\"genp\"")), std::nullopt);
    }

    void tellsSignaturesFromPasswords_data() {
        QTest::addColumn<QString>("account");
        QTest::addColumn<bool>("signs");
        QTest::newRow("access key") << u"AKIAIOSFODNN7EXAMPLE"_s << true;
        QTest::newRow("session") << u"ASIAIOSFODNN7EXAMPLE%IQoJb3JpZ2luX2VjEA=="_s << true;
        QTest::newRow("IAM's user name for git") << u"nora-at-123456789012"_s << false;
        QTest::newRow("name that begins as a key does") << u"AKIA-nora-at-123456789012"_s << false;
        QTest::newRow("none") << QString() << false;
    }
    void tellsSignaturesFromPasswords() {
        QFETCH(QString, account);
        QTEST(isSigningAccount(account), "signs");
    }
};

QTEST_APPLESS_MAIN(TestKeychainItem)
#include "test_keychain_item.moc"
