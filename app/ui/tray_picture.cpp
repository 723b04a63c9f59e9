// SPDX-License-Identifier: Apache-2.0
#include "ui/tray_picture.h"

#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>
#include <array>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A drawing at its own size; every icon is one of these, times a whole number, plus a frame.
struct Master {
    int size;
    qreal radius, width; ///< of the ring
};
constexpr Master small{16, 7.25, 1.5};
constexpr Master large{22, 9, 2};
constexpr qreal trackOpacity = 0.26;

struct Size {
    int pixels;
    const Master &master;
};
constexpr std::array<Size, 8> sizes{{{16, small},
                                     {18, small},
                                     {22, large},
                                     {24, large},
                                     {32, small},
                                     {44, large},
                                     {48, small},
                                     {64, small}}};

QString fileName(TrayPicture::Shape shape, const Master &master) {
    const auto name = [shape] {
        switch (shape) {
        case TrayPicture::Shape::SignedOut:
            return "signed-out"_L1;
        case TrayPicture::Shape::Waiting:
            return "waiting"_L1;
        case TrayPicture::Shape::Active:
            break;
        }
        return "key-in-ring"_L1;
    }();
    return u":/vouch/icons/tray-%1/%2.svg"_s.arg(QString::number(master.size), name);
}

/// Time is eaten clockwise: what is left begins at the top and runs the other way.
void drawRing(QPainter &painter, const Master &master, int step) {
    const qreal centre = master.size / 2.0;
    const QRectF circle(centre - master.radius, centre - master.radius, 2 * master.radius,
                        2 * master.radius);
    QPen pen(Qt::black, master.width, Qt::SolidLine, Qt::FlatCap);
    painter.setOpacity(trackOpacity);
    painter.setPen(pen);
    painter.drawEllipse(circle);
    painter.setOpacity(1);
    painter.drawArc(circle, 90 * 16, 360 * 16 * step / TrayPicture::steps);
}

QPixmap draw(const TrayPicture &picture, const Size &size, const QColor &colour) {
    const int factor = size.pixels / size.master.size;
    const int margin = (size.pixels - factor * size.master.size) / 2;
    QPixmap pixmap(size.pixels, size.pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(margin, margin);
    painter.scale(factor, factor);
    QSvgRenderer(fileName(picture.shape, size.master))
        .render(&painter, QRectF(0, 0, size.master.size, size.master.size));
    if (picture.shape == TrayPicture::Shape::Active)
        drawRing(painter, size.master, picture.step);
    painter.resetTransform();
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    return pixmap;
}

} // namespace

QIcon TrayPicture::icon(const QColor &colour) const {
    QIcon icon;
    for (const Size &size : sizes)
        icon.addPixmap(draw(*this, size, colour));
    return icon;
}

int ringStep(std::chrono::seconds left, std::chrono::seconds total) {
    if (total.count() <= 0)
        return 0;
    const auto parts = (TrayPicture::steps * left.count() + total.count() - 1) / total.count();
    return int(std::clamp<decltype(parts)>(parts, 0, TrayPicture::steps));
}

} // namespace vouch::ui
