// SPDX-License-Identifier: Apache-2.0
// Account IDs in groups that stay on one line, and times of day without seconds.
#include "core/clock.h"
#include "ui/text/account_text.h"

#include <QFontMetrics>
#include <QGuiApplication>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

class TestAccountText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAccountIsGrouped() {
        QCOMPARE(groupedAccount(u"123456789012"_s), u"1234\u00a05678\u00a09012"_s);
        QCOMPARE(groupedAccount({}), QString());
    }

    void anAccountIsNeverBroken() {
        const QFontMetrics metrics((QFont()));
        const QString account = groupedAccount(u"123456789012"_s);
        const QRect narrow(0, 0, metrics.horizontalAdvance(account) / 2, 1000);
        QCOMPARE(metrics.boundingRect(narrow, Qt::TextWordWrap, account).height(),
                 metrics.height());
    }

    void accountsInSentencesAreGrouped_data() {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<QString>("grouped");
        QTest::newRow("one") << u"You are in account 123456789012."_s
                             << u"You are in account 1234\u00a05678\u00a09012."_s;
        QTest::newRow("two") << u"123456789012, 210987654321"_s
                             << u"1234\u00a05678\u00a09012, 2109\u00a08765\u00a04321"_s;
        const QString arn = u"arn:aws:iam::123456789012:role/Developer"_s;
        QTest::newRow("ARN") << arn << arn;
        const QString longer = u"request 1234567890123 of 12345678901"_s;
        QTest::newRow("other numbers") << longer << longer;
        const QString host = u"https://git.example/123456789012/x"_s;
        QTest::newRow("address") << host << host;
    }
    void accountsInSentencesAreGrouped() {
        QFETCH(QString, sentence);
        QTEST(withGroupedAccounts(sentence), "grouped");
    }

    void timesOfDayHaveNoSeconds() {
        for (const char *locale : {"C", "en_US", "de_DE", "fi_FI"}) {
            QLocale::setDefault(QLocale(QLatin1String(locale)));
            const QString shown = dayTime(Time(std::chrono::seconds(1'699'956'917)));
            QVERIFY2(!shown.contains(u"17"_s), qPrintable(shown));
            QVERIFY2(shown.contains(u"15"_s), qPrintable(shown));
        }
        QLocale::setDefault(QLocale::system());
    }
};

QTEST_MAIN(TestAccountText)
#include "test_account_text.moc"
