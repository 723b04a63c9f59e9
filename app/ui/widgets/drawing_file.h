// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QBrush>
#include <QDataStream>
#include <QList>
#include <QMap>
#include <QPainterPath>
#include <QPen>
#include <QSize>
#include <QString>

namespace vouch::ui {

/// A filled or stroked path, in the coordinates of its drawing.
struct DrawnShape {
    QPainterPath path;
    QBrush fill; ///< Qt::NoBrush if only stroked
    QPen stroke; ///< Qt::NoPen if only filled
    qreal opacity = 1;
};

/// What a `.drawing` file holds. `resources/record_drawings.cpp` writes it at build time from an
/// SVG file, and Drawing reads it.
struct DrawingFile {
    QSize size;
    /// The shapes of each part by its id, bottom to top; those of the whole drawing under "".
    /// Sorted, so that each build writes the same bytes.
    QMap<QString, QList<DrawnShape>> parts;
};

constexpr auto drawingFileVersion = QDataStream::Qt_6_4;
constexpr quint32 drawingFileMagic = 0x56445731; // "VDW1"

inline QDataStream &operator<<(QDataStream &stream, const DrawnShape &shape) {
    return stream << shape.path << shape.fill << shape.stroke << shape.opacity;
}

inline QDataStream &operator>>(QDataStream &stream, DrawnShape &shape) {
    return stream >> shape.path >> shape.fill >> shape.stroke >> shape.opacity;
}

inline QDataStream &operator<<(QDataStream &stream, const DrawingFile &file) {
    stream.setVersion(drawingFileVersion);
    return stream << drawingFileMagic << file.size << file.parts;
}

inline QDataStream &operator>>(QDataStream &stream, DrawingFile &file) {
    stream.setVersion(drawingFileVersion);
    quint32 magic = 0;
    stream >> magic;
    if (magic != drawingFileMagic) {
        stream.setStatus(QDataStream::ReadCorruptData);
        return stream;
    }
    return stream >> file.size >> file.parts;
}

} // namespace vouch::ui
