// SPDX-License-Identifier: Apache-2.0
// A region and an ARN keep together on narrow screens, and are copied as they are.
#include "patience.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"
#include "ui/widgets/whole_names.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTextLayout>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The lines that a label of this width shows, without what keeps names together.
QStringList linesOf(const QString &text, int characters) {
    const QFont font;
    QTextLayout layout(withWholeNames(text), font);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(QFontMetrics(font).averageCharWidth() * characters);
        const QString shown = layout.text().sliced(line.textStart(), line.textLength());
        lines.append(plainNames(shown).trimmed());
    }
    layout.endLayout();
    return lines;
}

} // namespace

class TestWholeNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRegionStaysOnOneLine() {
        const QString text = u"put the region first: ap-southeast-1/infra-* (us-east-1)"_s;
        for (int width = 18; width < 60; ++width) {
            const QStringList lines = linesOf(text, width);
            for (const QString &region : {u"ap-southeast-1"_s, u"us-east-1"_s})
                QVERIFY2(std::ranges::any_of(
                             lines, [&](const QString &line) { return line.contains(region); }),
                         qPrintable(lines.join(u'|')));
        }
    }

    void anArnBreaksAtItsColons() {
        const QString arn = u"arn:aws:codecommit:us-east-1:123456789012:infra"_s;
        const QStringList lines = linesOf(u"Allow it on "_s + arn, 24);
        QVERIFY(lines.size() > 1);
        QCOMPARE(lines.join(QString()).remove(u' '), u"Allowiton"_s + arn);
        for (const QString &line : lines.first(lines.size() - 1))
            QVERIFY2(line.endsWith(u':') || line == "Allow it on"_L1, qPrintable(line));
    }

    void otherTextIsLeftAlone() {
        for (const QString &text : {u"Sign-in, 2026-11-30, git-codecommit, well-known-"_s,
                                    u"the-us-east-1-team, us-east-1b"_s, QString()})
            QCOMPARE(withWholeNames(text), text);
    }

    void aLabelTellsWhatItWasGiven() {
        const QString text = u"The region us-east-1 may be wrong."_s;
        TonedLabel label(mutedColor, text);
        QCOMPARE(label.text(), text);
        QCOMPARE(label.accessibleName(), text);
        QVERIFY(label.QLabel::text() != text);
        label.setText(u"None."_s);
        QCOMPARE(label.accessibleName(), QString());
        label.setAccessibleName(u"Named"_s);
        label.setText(text);
        QCOMPARE(label.accessibleName(), u"Named"_s);
    }

    void copiesArePlain() {
        keepCopiesPlain();
        const QString text = u"arn:aws:codecommit:us-east-1:123456789012:infra"_s;
        QVERIFY(withWholeNames(text) != text);
        QGuiApplication::clipboard()->setText(withWholeNames(text));
        if (!QGuiApplication::clipboard()->ownsClipboard())
            QSKIP("Qt's offscreen platform doesn't know whose the clipboard is.");
        QTRY_COMPARE(QGuiApplication::clipboard()->text(), text);
    }
};

QTEST_MAIN(TestWholeNames)
#include "test_whole_names.moc"
