// SPDX-License-Identifier: Apache-2.0
// Draws the application's icon in the sizes of the icon theme, while building:
//     draw_icons FOLDER-OF-DRAWINGS FOLDER
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QSvgRenderer>

#include <cstdio>

int main(int argc, char *argv[]) {
    using namespace Qt::Literals::StringLiterals;
    if (argc != 3)
        return 2;
    const QString drawings = QString::fromLocal8Bit(argv[1]);
    const QString folder = QString::fromLocal8Bit(argv[2]);
    constexpr int largestSmall = 32; // the small drawing has less in it
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256, 512}) {
        QSvgRenderer drawing(
            drawings + (size <= largestSmall ? u"/app-icon-small.svg"_s : u"/app-icon.svg"_s));
        QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        drawing.render(&painter);
        painter.end();
        const QString place = u"%1/hicolor/%2x%2/apps"_s.arg(folder).arg(size);
        if (!drawing.isValid() || !QDir().mkpath(place) || !image.save(place + u"/vouch.png"_s)) {
            std::fprintf(stderr, "draw_icons: can't draw %d\n", size);
            return 1;
        }
    }
    return 0;
}
