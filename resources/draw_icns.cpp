// SPDX-License-Identifier: Apache-2.0
// Draws the application's icon for macOS, while building: a file with a PNG for each size and
// scale.
//     draw_icns FOLDER-OF-DRAWINGS FILE.icns
#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QtEndian>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray picture(const QString &drawings, int size) {
    constexpr int largestSmall = 32; // the small drawing has less in it
    QSvgRenderer drawing(drawings +
                         (size <= largestSmall ? u"/app-icon-small.svg"_s : u"/app-icon.svg"_s));
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawing.render(&painter);
    painter.end();
    QBuffer png;
    png.open(QIODevice::WriteOnly);
    return drawing.isValid() && image.save(&png, "PNG") ? png.data() : QByteArray();
}

/// A type of four letters, the size of all of it, and the content.
QByteArray element(QByteArrayView type, const QByteArray &content) {
    QByteArray size(4, '\0');
    qToBigEndian(quint32(type.size() + size.size() + content.size()), size.data());
    return type.toByteArray() + size + content;
}

} // namespace

int main(int argc, char *argv[]) {
    if (argc != 3)
        return 2;
    struct Entry {
        const char *type;
        int size; ///< in pixels
    };
    // 16, 32, 128, 256 and 512 points, each at scale 1 and 2.
    constexpr Entry entries[]{{"icp4", 16},  {"ic11", 32},  {"icp5", 32},  {"ic12", 64},
                              {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512},
                              {"ic09", 512}, {"ic10", 1024}};
    QByteArray pictures;
    for (const Entry &entry : entries) {
        const QByteArray png = picture(QString::fromLocal8Bit(argv[1]), entry.size);
        if (png.isEmpty()) {
            std::fprintf(stderr, "draw_icns: can't draw %d\n", entry.size);
            return 1;
        }
        pictures += element(entry.type, png);
    }
    QSaveFile file(QString::fromLocal8Bit(argv[2]));
    const QByteArray content = element("icns", pictures);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    if (!isWritten || !file.commit()) {
        std::fprintf(stderr, "draw_icns: can't write %s\n", argv[2]);
        return 1;
    }
    return 0;
}
