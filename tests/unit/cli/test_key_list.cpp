// SPDX-License-Identifier: Apache-2.0
#include "cli/key_list.h"
#include "core/error.h"

#include <QTest>

using namespace vouch;
using namespace vouch::cli;
using namespace Qt::Literals::StringLiterals;

namespace {

QList<ListedKey> two() {
    return {{u"aaaaaaaa-1"_s, u"Desk"_s, u"YubiKey 5 Series"_s, {}, 0, true},
            {u"aaaaaaaa-2"_s, u"In the safe"_s, {}, u"some-aaguid"_s, 0, false}};
}

} // namespace

class TestKeyList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isATableWithUnambiguousIds() {
        QCOMPARE(keyTable(two()),
                 (QStringList{u"ID          NAME         MODEL             ADDED"_s,
                              u"aaaaaaaa-1  Desk         YubiKey 5 Series  -      "
                              "signed in with this one"_s,
                              u"aaaaaaaa-2  In the safe  some-aaguid       -"_s}));
        QVERIFY(keyTable(two().first(1))[1].startsWith(u"aaaaaaaa  Desk"_s));
    }

    void findsAKey() {
        QCOMPARE(findKey(two(), u"In the safe"_s).id, u"aaaaaaaa-2"_s);
        QCOMPARE(findKey(two(), u"AAAAAAAA-1"_s).name, u"Desk"_s);
        QList<ListedKey> keys = two();
        keys[0].name = u"aaaaaaaa-2"_s; // the id of the other key
        QCOMPARE(findKey(keys, u"aaaaaaaa-2"_s).name, u"In the safe"_s);
        for (const QString &text : {u"aaaa"_s, u"desk"_s, QString()})
            QVERIFY_EXCEPTION_THROWN(findKey(two(), text), Error);
    }
};

QTEST_APPLESS_MAIN(TestKeyList)
#include "test_key_list.moc"
