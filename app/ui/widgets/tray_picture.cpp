// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/tray_picture.h"

#include "ui/widgets/drawing.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <array>
#include <functional>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

constexpr seconds soon = 30min;
constexpr seconds ending = 5min;
constexpr seconds dash = 5min;

/// The size of a drawing. Every icon is one of these, scaled by a whole number, plus a margin.
struct Master {
    int size;
    qreal radius, width; ///< of the ring
    /// With a halo, which also needs room: the ring's radius, and the scale of a drawn disc.
    qreal haloRadius, haloScale;
};
constexpr Master small{16, 7.25, 1.5, 6.75, 15.0 / 16};
constexpr Master large{22, 9, 2, 9, 1};
constexpr float trackOpacity = 0.26F;

struct Size {
    int pixels;
    const Master &master;
};
constexpr std::array trayPixels{16, 18, 22, 24, 32, 44, 48, 64};

/// With the drawing that leaves the smaller margin.
Size sizeOf(int pixels) {
    return {pixels, pixels % small.size < pixels % large.size ? small : large};
}

QString drawingName(TrayPicture::Shape shape, const Master &master) {
    using Shape = TrayPicture::Shape;
    const auto name = [shape] {
        switch (shape) {
        case Shape::SignedOut:
            return "signed-out"_L1;
        case Shape::Waiting:
            return "waiting"_L1;
        case Shape::Beat:
            return "waiting-beat"_L1;
        case Shape::Ending:
            return "ending"_L1;
        case Shape::Problem:
            return "problem"_L1;
        case Shape::Active:
        case Shape::Soon:
            break;
        }
        return "key-in-ring"_L1;
    }();
    return u"tray-%1/%2"_s.arg(QString::number(master.size), name);
}

bool isRound(TrayPicture::Shape shape) {
    using Shape = TrayPicture::Shape;
    return shape == Shape::Active || shape == Shape::Soon || shape == Shape::Ending;
}

/// Paints the shape in black, in the units of the drawing.
void paintShape(QPainter &painter, const TrayPicture &picture, const Master &master, bool hasHalo) {
    const qreal center = master.size / 2.0;
    const qreal drawn = hasHalo && picture.shape == TrayPicture::Shape::Ending
                            ? master.size * master.haloScale
                            : master.size;
    Drawing(drawingName(picture.shape, master))
        .paint(painter, QRectF(center - drawn / 2, center - drawn / 2, drawn, drawn));
    const qreal radius = hasHalo ? master.haloRadius : master.radius;
    QColor trackColor = Qt::black;
    trackColor.setAlphaF(trackOpacity);
    paintLeft(painter, picture, {center - radius, center - radius, 2 * radius, 2 * radius},
              master.width, Qt::black, trackColor);
}

/// What `paint` paints in the units of the drawing, in one color.
QImage oneColor(const Size &size, const QColor &color,
                const std::function<void(QPainter &)> &paint) {
    const int factor = size.pixels / size.master.size;
    const int margin = (size.pixels - factor * size.master.size) / 2;
    QImage image(size.pixels, size.pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(margin, margin);
    painter.scale(factor, factor);
    paint(painter);
    painter.resetTransform();
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    return image;
}

/// The halo of a round shape is a disc, one pixel of the drawing larger if there is room. That of
/// another shape is the shape itself, drawn once for each neighbor.
void paintHalo(QPainter &painter, const TrayPicture &picture, const Size &size,
               const QColor &color) {
    const int width = size.pixels / size.master.size; // one pixel of the drawing
    if (isRound(picture.shape)) {
        const qreal outer = size.master.haloRadius + size.master.width / 2 + 1;
        const qreal radius = std::min(outer * width, size.pixels / 2.0);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(QPointF(size.pixels / 2.0, size.pixels / 2.0), radius, radius);
        return;
    }
    const QImage shape = oneColor(
        size, color, [&](QPainter &image) { paintShape(image, picture, size.master, true); });
    for (int x = -width; x <= width; ++x)
        for (int y = -width; y <= width; ++y)
            if (x * x + y * y <= width * width + 1) // round, except that one pixel has corners
                painter.drawImage(x, y, shape);
}

QPixmap draw(const TrayPicture &picture, const Size &size, const QColor &color,
             const QColor &halo) {
    QPixmap pixmap(size.pixels, size.pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    if (halo.isValid())
        paintHalo(painter, picture, size, halo);
    painter.drawImage(0, 0, oneColor(size, color, [&](QPainter &image) {
                          paintShape(image, picture, size.master, halo.isValid());
                      }));
    return pixmap;
}

} // namespace

State sessionState(seconds left) {
    if (left > soon)
        return State::Active;
    return left > ending ? State::Soon : State::Ending;
}

TrayPicture trayPicture(State state, seconds left, seconds total) {
    using Shape = TrayPicture::Shape;
    switch (state) {
    case State::NotSetUp:
    case State::SignedOut:
        break;
    case State::Active:
        return {Shape::Active, ringStep(left, total)};
    case State::Soon:
        return {Shape::Soon, int((left + dash - 1s) / dash)};
    case State::Ending:
        return {Shape::Ending};
    case State::Waiting:
        return {Shape::Waiting};
    case State::Problem:
        return {Shape::Problem};
    }
    return {Shape::SignedOut};
}

seconds nextPicture(seconds left, seconds total) {
    switch (sessionState(left)) {
    case State::Active:
        return std::max(soon, total * (ringStep(left, total) - 1) / TrayPicture::steps);
    case State::Soon:
        return (left - 1s) / dash * dash;
    default:
        return 0s;
    }
}

int ringStep(seconds left, seconds total) {
    if (total <= 0s)
        return 0;
    const auto parts = (TrayPicture::steps * left.count() + total.count() - 1) / total.count();
    return int(std::clamp<decltype(parts)>(parts, 0, TrayPicture::steps));
}

QColor glyphColor(bool light) {
    return light ? QColor(0xFF, 0xFF, 0xFF) : QColor(0x1B, 0x1D, 0x1F);
}

/// Time runs out clockwise, so the remaining part runs counterclockwise from the top.
void paintLeft(QPainter &painter, const TrayPicture &picture, const QRectF &circle, qreal width,
               const QColor &color, const QColor &track) {
    constexpr int top = 90 * 16; // QPainter counts in sixteenths of a degree
    constexpr int dashLength = 38 * 16;
    constexpr int dashDistance = 360 * 16 / TrayPicture::dashes;
    const QPen pen(color, width, Qt::SolidLine, Qt::FlatCap);
    painter.setBrush(Qt::NoBrush);
    if (picture.shape == TrayPicture::Shape::Active) {
        painter.setPen(QPen(track, width));
        painter.drawEllipse(circle);
        painter.setPen(pen);
        painter.drawArc(circle, top, 360 * 16 * picture.parts / TrayPicture::steps);
    } else if (picture.shape == TrayPicture::Shape::Soon) {
        painter.setPen(pen);
        for (int i = 0; i < picture.parts; ++i)
            painter.drawArc(circle, top + (2 * i + 1) * dashDistance / 2 - dashLength / 2,
                            dashLength);
    }
}

QIcon TrayPicture::icon(const QColor &color, const QColor &halo,
                        std::optional<int> onlySize) const {
    if (onlySize)
        return draw(*this, sizeOf(std::max(*onlySize, small.size)), color, halo);
    QIcon icon;
    for (const int pixels : trayPixels)
        icon.addPixmap(draw(*this, sizeOf(pixels), color, halo));
    return icon;
}

} // namespace vouch::ui
