// SPDX-License-Identifier: Apache-2.0
#include "cli/profile_list.h"

#include <QTest>

using namespace vouch::cli;
using namespace Qt::Literals::StringLiterals;

class TestProfileList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsKindsDevicesAndProblemsInPlainWords() {
        const QStringList lines =
            profileTable({{u"acme-dev"_s, u"keychain"_s, u"arn:aws:iam::1:mfa/nora-phone"_s, {}, 0},
                          {u"acme-prod"_s, u"role"_s, {}, {}, 1772442000},
                          {u"odd"_s, u"broken"_s, u"GAHT12345678"_s, u"a → b → a"_s, 0},
                          {u"new"_s, u"something"_s, {}, {}, 0}});
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0].simplified(), u"PROFILE KIND MFA DEVICE CACHED UNTIL"_s);
        QCOMPARE(lines[1].simplified(), u"acme-dev keys in the keychain nora-phone -"_s);
        QVERIFY(lines[2].contains(u"acme-prod  role "_s));
        QVERIFY(!lines[2].endsWith(u'-'));
        QCOMPARE(lines[3].simplified(), u"odd can't be used GAHT12345678 - a → b → a"_s);
        QCOMPARE(lines[4].simplified(), u"new something - -"_s);
        QCOMPARE(lines[3].indexOf(u"can't"_s), lines[0].indexOf(u"KIND"_s)); // columns
    }
};

QTEST_GUILESS_MAIN(TestProfileList)
#include "test_profile_list.moc"
