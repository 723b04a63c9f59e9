// SPDX-License-Identifier: Apache-2.0
// The drawings look like the SVG files that they were recorded from, whole and in parts.
#include "ui/widgets/drawing.h"

#include <QDir>
#include <QDirIterator>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>

#include <cstdlib>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The raster engine has ways of its own for rectangles, rounded or not: as paths, their edges
/// between pixels differ by up to 4 levels of 255 (two-keys). Everything else is exactly the same.
constexpr int tolerance = 4;

const QDir folder(QStringLiteral(ICONS));

QString svg(const QString &name) {
    return folder.filePath(name + u".svg"_s);
}

QStringList names() {
    QStringList names;
    for (QDirIterator files(folder.path(), {u"*.svg"_s}, QDir::Files, QDirIterator::Subdirectories);
         files.hasNext();)
        names.append(folder.relativeFilePath(files.next()).chopped(4));
    names.sort();
    return names;
}

QImage painted(QSize size, qreal scale, const std::function<void(QPainter &)> &paint) {
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    paint(painter);
    return image;
}

/// By how much any channel of any pixel differs.
int difference(const QImage &a, const QImage &b) {
    int most = a.size() == b.size() ? 0 : 255;
    for (int y = 0; y < a.height() && most < 255; ++y) {
        for (int x = 0; x < a.width() * 4; ++x)
            most = std::max(most, std::abs(a.constScanLine(y)[x] - b.constScanLine(y)[x]));
    }
    return most;
}

bool isEmpty(const QImage &image) {
    QImage empty(image.size(), image.format());
    empty.fill(Qt::transparent);
    return image == empty;
}

} // namespace

class TestDrawing : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itLooksLikeItsSvgFile_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<qreal>("scale");
        const QStringList all = names();
        QVERIFY(all.size() > 20);
        for (const QString &name : all) {
            for (const qreal scale : {1.0, 1.5, 2.0, 3.0})
                QTest::addRow("%s x%.1f", qPrintable(name), scale) << name << scale;
        }
    }
    void itLooksLikeItsSvgFile() {
        QFETCH(QString, name);
        QFETCH(qreal, scale);
        QSvgRenderer renderer(svg(name));
        const Drawing drawing(name);
        QCOMPARE(drawing.size(), renderer.defaultSize());
        const QRectF target({}, drawing.size());
        const QImage wanted = painted(
            drawing.size(), scale, [&](QPainter &painter) { renderer.render(&painter, target); });
        QVERIFY(!isEmpty(wanted));
        const QImage got = painted(drawing.size(), scale,
                                   [&](QPainter &painter) { drawing.paint(painter, target); });
        QCOMPARE_LE(difference(got, wanted), tolerance);
    }

    void itsPartsDoToo_data() { itLooksLikeItsSvgFile_data(); }
    void itsPartsDoToo() {
        QFETCH(QString, name);
        QFETCH(qreal, scale);
        QSvgRenderer renderer(svg(name));
        const Drawing drawing(name);
        int found = 0;
        for (const QString &part : {u"halos"_s, u"disc"_s, u"key"_s, u"port"_s, u"slot"_s,
                                    u"arrow"_s, u"phone"_s, u"nothing"_s}) {
            QCOMPARE(drawing.has(part), renderer.elementExists(part));
            if (!drawing.has(part))
                continue;
            ++found;
            const QImage wanted = painted(drawing.size(), scale, [&](QPainter &painter) {
                renderer.render(&painter, part, renderer.boundsOnElement(part));
            });
            QVERIFY(!isEmpty(wanted));
            const QImage got = painted(drawing.size(), scale, [&](QPainter &painter) {
                drawing.paint(painter, QRectF({}, drawing.size()), part);
            });
            QCOMPARE_LE(difference(got, wanted), tolerance);
        }
        QCOMPARE(found > 0, name.startsWith(u"art/"_s));
    }

    void itFillsItsTarget() {
        const Drawing drawing(u"marks-16/allowed"_s);
        const QImage moved = painted(
            {40, 40}, 1, [&](QPainter &painter) { drawing.paint(painter, QRectF(5, 3, 32, 32)); });
        const QImage scaled = painted(
            {16, 16}, 2, [&](QPainter &painter) { drawing.paint(painter, QRectF(0, 0, 16, 16)); });
        QCOMPARE(moved.copy(5, 3, 32, 32), scaled);
    }

    void itsColorsCanBeReplaced() {
        const Drawing drawing(u"art/touch"_s);
        const QRectF target({}, drawing.size());
        const QColor outline(0x7C, 0x80, 0x84);
        const QImage image = painted(drawing.size(), 2, [&](QPainter &painter) {
            drawing.paint(painter, target, u"port"_s,
                          [&](QColor color) { return color == outline ? Qt::red : Qt::blue; });
        });
        QCOMPARE(image.pixelColor(240, 112), QColor(Qt::blue));
        QCOMPARE(image.pixelColor(216, 112), QColor(Qt::red));
    }

    /// As the picture of the sign-in dialog does with the halos.
    void theOpacityOfThePainterCounts() {
        const Drawing drawing(u"art/touch"_s);
        const QRectF target({}, drawing.size());
        const auto alpha = [&](qreal opacity) {
            return painted(drawing.size(), 1,
                           [&](QPainter &painter) {
                               painter.setOpacity(opacity);
                               drawing.paint(painter, target, u"halos"_s);
                               QCOMPARE(painter.opacity(), opacity);
                           })
                .pixelColor(208, 8)
                .alphaF();
        };
        QCOMPARE_LE(std::abs(alpha(1) - 0.30F), 0.01F);
        QCOMPARE_LE(std::abs(alpha(0.5) - 0.15F), 0.01F);
    }
};

QTEST_MAIN(TestDrawing)
#include "test_drawing.moc"
