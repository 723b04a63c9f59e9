// SPDX-License-Identifier: Apache-2.0
// Makes README's wide picture of what the gallery has drawn, light and dark: the sign-in window
// between the set-up and the panel.
//     overview GALLERY FOLDER      see resources/screenshots/draw.sh
#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

#include <array>
#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize canvas(2640, 1180); // the pictures are of twice the size, and so is this one
constexpr double corner = 20;

struct Shown {
    QLatin1StringView name;
    QPoint at;
};
// From the back to the front.
constexpr std::array shown{Shown{"wizard-git"_L1, {80, 90}},
                           Shown{"panel-signed-in"_L1, {1886, 76}},
                           Shown{"sign-in-touch"_L1, {960, 270}}};

QPainterPath rounded(const QRectF &rect) {
    QPainterPath path;
    path.addRoundedRect(rect, corner, corner);
    return path;
}

void drawShadow(QPainter &painter, const QRectF &rect, bool isDark) {
    constexpr int depth = 36;
    for (int step = depth; step > 0; step -= 2) {
        const QColor shade(0, 0, 0, isDark ? 9 : 4);
        painter.fillPath(rounded(rect.adjusted(-step, -step + 12, step, step + 12)), shade);
    }
}

bool draw(const QDir &gallery, const QString &look, const QString &file) {
    const bool isDark = look == "dark"_L1;
    QImage image(canvas, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient ground(0, 0, canvas.width(), canvas.height());
    ground.setColorAt(0, isDark ? QColor(0x1c2430) : QColor(0xdfe8f3));
    ground.setColorAt(1, isDark ? QColor(0x10151c) : QColor(0xc3d3e6));
    painter.setClipPath(rounded(QRectF(QPointF(), canvas)));
    painter.fillRect(QRect({}, canvas), ground);
    for (const Shown &each : shown) {
        const QString path = gallery.filePath(u"%1-%2-en-2x.png"_s.arg(each.name, look));
        const QImage window(path);
        if (window.isNull()) {
            std::fprintf(stderr, "There is no %s.\n", qPrintable(path));
            return false;
        }
        const QRectF rect(each.at, window.size());
        drawShadow(painter, rect, isDark);
        painter.save();
        painter.setClipPath(rounded(rect), Qt::IntersectClip);
        painter.drawImage(each.at, window);
        painter.restore();
        painter.setPen(QPen(isDark ? QColor(255, 255, 255, 40) : QColor(0, 0, 0, 40), 2));
        painter.drawPath(rounded(rect));
    }
    painter.end();
    return image.save(file);
}

} // namespace

int main(int argc, char *argv[]) {
    QGuiApplication application(argc, argv);
    const QStringList arguments = QGuiApplication::arguments();
    if (arguments.size() != 3) {
        std::fprintf(stderr, "Usage: overview GALLERY FOLDER\n");
        return 2;
    }
    for (const QString &look : {u"light"_s, u"dark"_s}) {
        const QString file = QDir(arguments[2]).filePath(u"overview-%1.png"_s.arg(look));
        if (!draw(QDir(arguments[1]), look, file))
            return 1;
    }
    return 0;
}
