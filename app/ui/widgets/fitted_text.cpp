// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/fitted_text.h"

#include <QFontMetrics>
#include <QStringList>
#include <QTextLayout>
#include <QWidget>

namespace vouch::ui {

int wrappedHeight(const QString &text, const QFont &font, int width) {
    const QRect room(0, 0, width, QWIDGETSIZE_MAX);
    return QFontMetrics(font)
        .boundingRect(room, Qt::AlignHCenter | Qt::TextWordWrap, text)
        .height();
}

QString fitted(const QString &text, const QFont &font, const QSize &room) {
    if (wrappedHeight(text, font, room.width()) <= room.height())
        return text;
    const QFontMetrics metrics(font);
    const qsizetype lines = qMax(1, room.height() / metrics.lineSpacing());
    QStringList fit;
    for (const QString &paragraph : text.split(u'\n')) {
        QTextLayout layout(paragraph, font);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid() && fit.size() < lines;
             line = layout.createLine()) {
            line.setLineWidth(room.width());
            const bool last = fit.size() == lines - 1;
            const QString rest = paragraph.sliced(line.textStart());
            fit.append(last ? metrics.elidedText(rest, Qt::ElideRight, room.width())
                            : rest.first(line.textLength()).trimmed());
        }
        layout.endLayout();
    }
    return fit.join(u'\n');
}

} // namespace vouch::ui
