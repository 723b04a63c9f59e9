// SPDX-License-Identifier: Apache-2.0
// Draws the application's icon for Windows, while building: a bitmap for each size at each of its
// usual scales, and a PNG for the largest.
//     draw_ico FOLDER-OF-DRAWINGS FILE.ico
#include <QBuffer>
#include <QDataStream>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgRenderer>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int largest = 256;

QImage picture(const QString &drawings, int size) {
    constexpr int largestSmall = 32; // the small drawing has less in it
    QSvgRenderer drawing(drawings +
                         (size <= largestSmall ? u"/app-icon-small.svg"_s : u"/app-icon.svg"_s));
    if (!drawing.isValid())
        return {};
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawing.render(&painter);
    painter.end();
    return image.convertToFormat(QImage::Format_ARGB32);
}

QByteArray png(const QImage &image) {
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    image.save(&file, "PNG");
    return file.data();
}

/// A BITMAPINFOHEADER, the pixels from the bottom up, and a mask, which alpha stands in for.
QByteArray bitmap(const QImage &image) {
    constexpr quint32 headerSize = 40, noCompression = 0, none = 0;
    constexpr quint16 planes = 1, bits = 32;
    const auto side = quint32(image.width());
    const quint32 maskLine = (side + 31) / 32 * 4;
    QByteArray content;
    QDataStream stream(&content, QIODevice::WriteOnly);
    stream.setByteOrder(QDataStream::LittleEndian);
    stream << headerSize << side << 2 * side << planes << bits << noCompression << none << none
           << none << none << none;
    for (int y = image.height() - 1; y >= 0; --y) {
        for (int x = 0; x < image.width(); ++x)
            stream << quint32(image.pixel(x, y));
    }
    return content + QByteArray(qsizetype(maskLine * side), '\0');
}

} // namespace

int main(int argc, char *argv[]) {
    if (argc != 3)
        return 2;
    constexpr int sizes[]{16, 20, 24, 32, 40, 48, 64, largest};
    constexpr quint16 reserved = 0, icons = 1, planes = 1, bits = 32;
    constexpr quint32 headerSize = 6, entrySize = 16;
    QByteArray pictures;
    QByteArray head;
    QDataStream stream(&head, QIODevice::WriteOnly);
    stream.setByteOrder(QDataStream::LittleEndian);
    stream << reserved << icons << quint16(std::size(sizes));
    quint32 place = headerSize + entrySize * quint32(std::size(sizes));
    for (const int size : sizes) {
        const QImage image = picture(QString::fromLocal8Bit(argv[1]), size);
        if (image.isNull()) {
            std::fprintf(stderr, "draw_ico: can't draw %d\n", size);
            return 1;
        }
        const QByteArray content = size == largest ? png(image) : bitmap(image);
        const auto side = quint8(size); // 0 stands for 256
        stream << side << side << reserved << planes << bits << quint32(content.size()) << place;
        place += quint32(content.size());
        pictures += content;
    }
    QSaveFile file(QString::fromLocal8Bit(argv[2]));
    if (!file.open(QIODevice::WriteOnly) || file.write(head + pictures) < 0 || !file.commit()) {
        std::fprintf(stderr, "draw_ico: can't write %s\n", argv[2]);
        return 1;
    }
    return 0;
}
