// SPDX-License-Identifier: Apache-2.0
// Records the shapes of SVG files, while building, so that the application needn't parse SVG:
//     record_drawings FOLDER-OF-DRAWINGS FOLDER NAME...
// writes FOLDER/NAME.drawing for each FOLDER-OF-DRAWINGS/NAME.svg. Each child of the SVG's root
// that has an id becomes a part.
#include "ui/widgets/drawing_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPaintEngine>
#include <QPainter>
#include <QSvgRenderer>
#include <QXmlStreamReader>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using vouch::ui::DrawingFile;
using vouch::ui::DrawnShape;

namespace {

/// Takes every shape as a path. It claims all features, or QPainter would turn shapes into pixels.
class Recorder : public QPaintEngine {
public:
    Recorder() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override {} // `state` has all of it
    Type type() const override { return User; }

    void drawPath(const QPainterPath &path) override {
        const QTransform place = state->transform();
        QBrush fill = state->brush();
        fill.setTransform(fill.transform() * place);
        QPen stroke = state->pen();
        if (place.type() > QTransform::TxTranslate && stroke.style() != Qt::NoPen)
            isFaithful = false; // the path alone would be scaled, not its pen
        shapes.append({place.map(path), fill, stroke, state->opacity()});
    }
    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override {
        QPainterPath path;
        path.addPolygon(QPolygonF(QList<QPointF>(points, points + count)));
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        if (mode != PolylineMode)
            path.closeSubpath();
        drawPath(path);
    }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {
        isFaithful = false;
    }
    void drawImage(const QRectF &, const QImage &, const QRectF &,
                   Qt::ImageConversionFlags) override {
        isFaithful = false;
    }
    void drawTextItem(const QPointF &, const QTextItem &) override { isFaithful = false; }

    QList<DrawnShape> shapes;
    bool isFaithful = true; ///< nothing came that a drawing can't hold
};

class Canvas : public QPaintDevice {
public:
    explicit Canvas(QSize size) : size_(size) {}

    QPaintEngine *paintEngine() const override { return &recorder_; }
    const Recorder &recorder() const { return recorder_; }

protected:
    int metric(PaintDeviceMetric metric) const override {
        constexpr int dotsPerInch = 96;
        switch (metric) {
        case PdmWidth:
            return size_.width();
        case PdmHeight:
            return size_.height();
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return dotsPerInch;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    QSize size_;
    mutable Recorder recorder_;
};

QStringList partsOf(const QString &svg) {
    QStringList parts;
    QFile file(svg);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    xml.readNextStartElement(); // <svg>
    while (xml.readNextStartElement()) {
        if (xml.attributes().hasAttribute("id"_L1))
            parts.append(xml.attributes().value("id"_L1).toString());
        xml.skipCurrentElement();
    }
    return parts;
}

/// Whether it could be recorded and written.
bool record(const QString &svg, const QString &drawing) {
    QSvgRenderer renderer(svg);
    const QSize size = renderer.defaultSize();
    if (!renderer.isValid() || renderer.viewBoxF() != QRectF({}, size)) // parts are in its units
        return false;
    DrawingFile result{size, {}};
    for (const QString &part : QStringList{u""_s} + partsOf(svg)) {
        Canvas canvas(size);
        QPainter painter(&canvas);
        if (part.isEmpty())
            renderer.render(&painter, QRectF({}, size));
        else
            renderer.render(&painter, part, renderer.boundsOnElement(part));
        painter.end();
        if (!canvas.recorder().isFaithful || canvas.recorder().shapes.isEmpty())
            return false;
        result.parts.insert(part, canvas.recorder().shapes);
    }
    QFile file(drawing);
    if (!QDir().mkpath(QFileInfo(drawing).path()) || !file.open(QIODevice::WriteOnly))
        return false;
    QDataStream stream(&file);
    stream << result;
    return file.flush() && stream.status() == QDataStream::Ok;
}

} // namespace

int main(int argc, char *argv[]) {
    if (argc < 4)
        return 2;
    const QString drawings = QString::fromLocal8Bit(argv[1]);
    const QString folder = QString::fromLocal8Bit(argv[2]);
    for (int i = 3; i < argc; ++i) {
        const QString name = u"/"_s + QString::fromLocal8Bit(argv[i]);
        if (!record(drawings + name + u".svg"_s, folder + name + u".drawing"_s)) {
            std::fprintf(stderr, "record_drawings: can't record %s\n", argv[i]);
            return 1;
        }
    }
    return 0;
}
