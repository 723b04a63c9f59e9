// SPDX-License-Identifier: Apache-2.0
#include "wire/text.h"

#include <QTest>

using namespace vouch::wire;

class TestText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hidesWhatCouldDeceive_data() {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("plain") << QByteArray("Größe 1 € 🔑") << QByteArray("Größe 1 € 🔑");
        QTest::newRow("escape") << QByteArray("a\x1b[2Jb\x07\x7f\nc") << QByteArray("a[2Jbc");
        QTest::newRow("C1 control") << QByteArray("a\xC2\x9B"
                                                  "31mb")
                                    << QByteArray("a31mb");
        QTest::newRow("bidi") << QByteArray("user\xE2\x80\xAEtxt\xE2\x81\xA6.\xD8\x9C")
                              << QByteArray("usertxt.");
        QTest::newRow("line separator") << QByteArray("a\xE2\x80\xA8"
                                                      "b")
                                        << QByteArray("ab");
        QTest::newRow("malformed") << QByteArray("a\xFF\xC3") << QByteArray("a��");
    }
    void hidesWhatCouldDeceive() {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(displayText(given.toStdString())), shown);
    }

    void endsLongTextAfterWholeCharacters() {
        QCOMPARE(displayText("ääää", 4), std::string("ääää"));
        QCOMPARE(displayText("äääää", 4), std::string("ääää…"));
        QCOMPARE(displayText(std::string(1000, 'a')).size(), 300 + std::string("…").size());
    }

    void writesAsciiInLowerCase() {
        QCOMPARE(lowerCase("US-East-1"), std::string("us-east-1"));
        QCOMPARE(lowerCase("[Ä@Z{"), std::string("[Ä@z{"));
        QCOMPARE(lowerCase(""), std::string());
    }

    void knowsUtf8() {
        QVERIFY(isUtf8("Zürich \xF0\x9F\x94\x91"));
        QVERIFY(!isUtf8("\xF4\x90\x80\x80")); // beyond U+10FFFF
        QVERIFY(!isUtf8("\xE2\x82"));
        QVERIFY(!isUtf8("\x80"));
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "test_text.moc"
