// SPDX-License-Identifier: Apache-2.0
// The tray icon's shapes, and when they change.
#include "ui/tray/tray_look.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tray_picture.h"

#include <QImage>
#include <QPainter>
#include <QSet>
#include <QTest>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Shape = TrayPicture::Shape;

namespace {

const QList<TrayPicture> allShapes{{Shape::SignedOut},  {Shape::Waiting},    {Shape::Beat},
                                   {Shape::Active, 32}, {Shape::Active, 11}, {Shape::Active, 1},
                                   {Shape::Soon, 6},    {Shape::Soon, 1},    {Shape::Ending},
                                   {Shape::Problem}};

QImage on(const QColor &ground, const QIcon &icon, int size) {
    QImage image(size, size, QImage::Format_RGB32);
    image.fill(ground);
    QPainter painter(&image);
    painter.drawPixmap(0, 0, icon.pixmap(QSize(size, size), 1));
    return image;
}

/// How many of the shape's solid pixels can't be told from everything around them: no pixel beside
/// the shape, at most two away, has a contrast of 3:1.
int unseen(const QImage &seen, const QImage &shape) {
    constexpr int far = 2;
    int count = 0;
    for (int y = 0; y < shape.height(); ++y) {
        for (int x = 0; x < shape.width(); ++x) {
            if (shape.pixelColor(x, y).alpha() < 230)
                continue;
            bool isEdge = false, isSeen = false;
            for (int v = y - far; v <= y + far; ++v) {
                for (int u = x - far; u <= x + far; ++u) {
                    if (!shape.rect().contains(u, v) || shape.pixelColor(u, v).alpha() > 80)
                        continue;
                    isEdge = true;
                    isSeen |= contrast(seen.pixelColor(x, y), seen.pixelColor(u, v)) >= 3;
                }
            }
            count += isEdge && !isSeen ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class TestTrayPicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theRingIsRoundedUp() {
        QCOMPARE(ringStep(8h, 8h), 32);
        QCOMPARE(ringStep(8h - 15min + 1s, 8h), 32);
        QCOMPARE(ringStep(8h - 15min, 8h), 31);
        QCOMPARE(ringStep(1s, 8h), 1);
        QCOMPARE(ringStep(0s, 8h), 0);
        QCOMPARE(ringStep(1h, 0s), 0);
        QCOMPARE(ringStep(9h, 8h), 32); // the clock was set back
    }

    void aSessionComesToItsEnd_data() {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("parts");
        const auto row = [](const char *name, std::chrono::seconds left, Shape shape, int parts) {
            QTest::newRow(name) << int(left.count()) << int(shape) << parts;
        };
        row("full", 8h, Shape::Active, 32);
        row("over 30 min", 30min + 1s, Shape::Active, 3);
        row("30 min", 30min, Shape::Soon, 6);
        row("25 min and a bit", 25min + 1s, Shape::Soon, 6);
        row("25 min", 25min, Shape::Soon, 5);
        row("12 min", 12min, Shape::Soon, 3);
        row("over 5 min", 5min + 1s, Shape::Soon, 2);
        row("5 min", 5min, Shape::Ending, 0);
        row("1 s", 1s, Shape::Ending, 0);
    }
    void aSessionComesToItsEnd() {
        QFETCH(int, seconds);
        QFETCH(int, shape);
        QFETCH(int, parts);
        const std::chrono::seconds left(seconds);
        const TrayPicture picture = trayPicture(sessionState(left), left, 8h);
        QCOMPARE(int(picture.shape), shape);
        QCOMPARE(picture.parts, parts);
    }

    void itChangesExactlyWhenItSays_data() {
        QTest::addColumn<int>("total");
        QTest::newRow("8 h") << 8 * 3600;
        QTest::newRow("1 h") << 3600;
        QTest::newRow("odd") << 12345;
        QTest::newRow("20 min") << 1200;
        QTest::newRow("4 min") << 240;
    }
    void itChangesExactlyWhenItSays() {
        QFETCH(int, total);
        const auto at = [total](int left) {
            const std::chrono::seconds seconds(left);
            return trayPicture(sessionState(seconds), seconds, std::chrono::seconds(total));
        };
        int changes = 0;
        for (int left = total; left > 0;) {
            const int next =
                int(nextPicture(std::chrono::seconds(left), std::chrono::seconds(total)).count());
            QVERIFY2(next < left, qPrintable(QString::number(left)));
            for (int between = left; between > std::max(next, 0); --between)
                QCOMPARE(at(between), at(left));
            if (next > 0)
                QVERIFY(at(next) != at(left));
            left = next;
            ++changes;
        }
        QVERIFY(changes <= TrayPicture::steps + TrayPicture::dashes + 1);
    }

    void shapesDifferWithoutColor() {
        QList<QImage> seen;
        const QList<TrayPicture> pictures{
            {Shape::SignedOut},  {Shape::Waiting},    {Shape::Beat},
            {Shape::Active, 32}, {Shape::Active, 31}, {Shape::Soon, 6},
            {Shape::Soon, 5},    {Shape::Ending},     {Shape::Problem}};
        for (const TrayPicture &picture : pictures) {
            const QImage image = picture.icon(Qt::black).pixmap(QSize(16, 16), 1).toImage();
            QVERIFY(!seen.contains(image));
            seen.append(image);
        }
    }

    void oneColorInEverySize() {
        for (const bool light : {true, false}) {
            const QIcon icon = TrayPicture{Shape::Active, 21}.icon(glyphColor(light));
            for (const int size : {16, 18, 22, 24, 32, 44, 48, 64}) {
                const QImage image = icon.pixmap(QSize(size, size), 1).toImage();
                QCOMPARE(image.size(), QSize(size, size));
                for (int y = 0; y < size; ++y) {
                    for (int x = 0; x < size; ++x) {
                        const QColor pixel = image.pixelColor(x, y);
                        if (pixel.alpha() > 200) // what is thinner is rounded
                            QVERIFY(abs(pixel.lightness() - glyphColor(light).lightness()) < 4);
                    }
                }
            }
        }
    }

    /// On a tray of unknown color, every state can be read on black, dark, light and white ones.
    void everyStateIsSeenOnAnyTray_data() {
        QTest::addColumn<QColor>("ground");
        for (const char *ground : {"#000000", "#343434", "#F6F6F6", "#FFFFFF"})
            QTest::newRow(ground) << QColor(QLatin1StringView(ground));
    }
    void everyStateIsSeenOnAnyTray() {
        QFETCH(QColor, ground);
        for (const bool isSchemeDark : {false, true}) {
            const TrayLook look = trayLook(Settings::TrayTone::Automatic, {}, isSchemeDark);
            for (const TrayPicture &picture : allShapes) {
                const QIcon icon = look.icon(picture);
                const QIcon shape = picture.icon(Qt::black, Qt::transparent);
                for (const int size : {16, 18, 22, 24, 32, 44, 48, 64}) {
                    const int count = unseen(on(ground, icon, size),
                                             shape.pixmap(QSize(size, size), 1).toImage());
                    QVERIFY2(count == 0,
                             qPrintable(u"%1 pixels of %2 px, shape %3, %4"_s.arg(count)
                                            .arg(size)
                                            .arg(int(picture.shape))
                                            .arg(isSchemeDark ? u"light"_s : u"dark"_s)));
                }
            }
        }
    }

    void theUserAndKnownTraysDecideAboutTheLook() {
        using Tone = Settings::TrayTone;
        QCOMPARE(trayLook(Tone::Light, false, false), (TrayLook{true, false}));
        QCOMPARE(trayLook(Tone::Dark, true, true), (TrayLook{false, false}));
        QCOMPARE(trayLook(Tone::Automatic, true, false), (TrayLook{true, false}));
        QCOMPARE(trayLook(Tone::Automatic, false, true), (TrayLook{false, false}));
        QCOMPARE(trayLook(Tone::Automatic, {}, false), (TrayLook{false, true}));
        QCOMPARE(trayLook(Tone::Automatic, {}, true), (TrayLook{true, true}));
    }

    /// Windows takes one icon, of 16 pixels at its smallest scale.
    void aTrayThatTakesOneSizeGetsIt() {
        for (const int size : {16, 20, 24, 28, 32, 40, 48, 64}) {
            const QIcon icon = TrayPicture{Shape::SignedOut}.icon(Qt::black, {}, size);
            QCOMPARE(icon.availableSizes(), QList{QSize(size, size)});
            QCOMPARE(icon.pixmap(QSize(size, size), 2).size(), QSize(size, size));
        }
    }

    void timeIsEatenClockwise() {
        const QImage half =
            TrayPicture{Shape::Active, 16}.icon(Qt::black).pixmap(QSize(64, 64), 1).toImage();
        QVERIFY(half.pixelColor(3, 32).alpha() > 250);  // left: still there
        QVERIFY(half.pixelColor(61, 32).alpha() < 100); // right: the track
        const QImage dashes =
            TrayPicture{Shape::Soon, 3}.icon(Qt::black).pixmap(QSize(64, 64), 1).toImage();
        QVERIFY(dashes.pixelColor(3, 32).alpha() > 250);
        QCOMPARE(dashes.pixelColor(61, 32).alpha(), 0); // no track
    }
};

QTEST_MAIN(TestTrayPicture)
#include "test_tray_picture.moc"
