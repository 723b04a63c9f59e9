// SPDX-License-Identifier: Apache-2.0
#include "contrast.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QHash>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOptionButton>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double textContrast = 4.5;
constexpr double markContrast = 3;

/// Relative luminance, WCAG 2.1.
double luminance(QRgb color) {
    const auto linear = [](int channel) {
        const double part = channel / 255.0;
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color)) +
           0.0722 * linear(qBlue(color));
}

double contrast(QRgb one, QRgb other) {
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

class Pixels {
public:
    explicit Pixels(const QImage &picture)
        : picture_(picture.convertToFormat(QImage::Format_RGB32)) {}

    /// In the picture's own pixels, and inside it.
    QRect of(const QRect &place) const {
        const double scale = picture_.devicePixelRatio();
        return QRectF(place.x() * scale, place.y() * scale, place.width() * scale,
                      place.height() * scale)
            .toAlignedRect()
            .intersected(picture_.rect());
    }
    /// The color that covers most of it.
    QRgb ground(const QRect &pixels) const {
        const QHash<QRgb, int> counts = colors(pixels);
        QRgb most = 0;
        int count = 0;
        for (auto each = counts.begin(); each != counts.end(); ++each) {
            if (each.value() > count) {
                most = each.key();
                count = each.value();
            }
        }
        return most;
    }
    /// The greatest contrast that any of its pixels has to `ground`.
    double strongest(const QRect &pixels, QRgb ground) const {
        double most = 1;
        const QHash<QRgb, int> counts = colors(pixels);
        for (auto each = counts.begin(); each != counts.end(); ++each)
            most = std::max(most, contrast(each.key(), ground));
        return most;
    }

private:
    QHash<QRgb, int> colors(const QRect &pixels) const {
        QHash<QRgb, int> counts;
        for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
            const auto *line = reinterpret_cast<const QRgb *>(picture_.constScanLine(y));
            for (int x = pixels.left(); x <= pixels.right(); ++x)
                ++counts[line[x]];
        }
        return counts;
    }
    QImage picture_;
};

QRect placeIn(const QWidget &window, const QWidget &widget, const QRect &part) {
    return part.translated(widget.mapTo(&window, QPoint()));
}

/// The part of a widget that nothing in front of it and no edge of a scroll area hides.
QRect visiblePart(const QWidget &widget) {
    return widget.visibleRegion().boundingRect();
}

QString textOf(const QWidget &widget) {
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->pixmap(Qt::ReturnByValue).isNull() ? label->text() : QString();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
        return edit->text(); // a hint in an empty field may be fainter
    return {};
}

/// Where a control draws what shows that it is one: a box to tick, or a frame.
QRect markOf(const QWidget &widget) {
    QStyleOptionButton option;
    option.initFrom(&widget);
    if (qobject_cast<const QCheckBox *>(&widget) != nullptr)
        return widget.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &widget);
    if (qobject_cast<const QRadioButton *>(&widget) != nullptr)
        return widget.style()->subElementRect(QStyle::SE_RadioButtonIndicator, &option, &widget);
    const auto *edit = qobject_cast<const QLineEdit *>(&widget);
    const bool isFramed =
        (edit != nullptr && edit->hasFrame() &&
         qobject_cast<const QAbstractSpinBox *>(widget.parentWidget()) == nullptr &&
         qobject_cast<const QComboBox *>(widget.parentWidget()) == nullptr) ||
        qobject_cast<const QComboBox *>(&widget) != nullptr ||
        qobject_cast<const QAbstractSpinBox *>(&widget) != nullptr;
    return isFramed ? widget.rect() : QRect();
}

} // namespace

QStringList contrastFaultsOf(const QWidget &window, const QImage &picture) {
    QStringList faults;
    const Pixels pixels(picture);
    const auto blame = [&](const QString &what, const QWidget &widget, double seen) {
        faults.append(u"%1 of %2 “%3” is only %4:1"_s.arg(
            what, QString::fromLatin1(widget.metaObject()->className()),
            textOf(widget).isEmpty() ? widget.accessibleName() : textOf(widget).left(40),
            QString::number(seen, 'f', 1)));
    };
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->window() != &window)
            continue;
        constexpr int enough = 8; // of what is scrolled nearly out of sight, no color can be told
        const QRect part = visiblePart(*widget);
        if (part.width() < enough || part.height() < enough)
            continue;
        // At a scale of 1 no pixel of a thin letter has its whole color.
        if (picture.devicePixelRatio() > 1 && !textOf(*widget).trimmed().isEmpty()) {
            constexpr int frame = 4; // a solid frame may cover more than any color of a gradient
            const QRect inside = qobject_cast<const QLabel *>(widget) != nullptr
                                     ? part
                                     : part.adjusted(frame, frame, -frame, -frame);
            const QRect area = pixels.of(placeIn(window, *widget, inside));
            const double seen = pixels.strongest(area, pixels.ground(area));
            if (seen < textContrast)
                blame(u"the text"_s, *widget, seen);
        }
        const QRect mark = markOf(*widget);
        if (mark.isValid() && part.contains(mark)) {
            constexpr int around = 4;
            const QRect outside = mark.adjusted(-around, -around, around, around);
            const QRect place = placeIn(window, *widget, outside);
            // The ground is what lies just outside of it.
            const QRgb ground = pixels.ground(
                pixels.of(QRect(place.left(), place.top(), place.width(), around - 1)));
            constexpr int frame = 3;
            const QRect edge = placeIn(window, *widget, mark);
            double seen = pixels.strongest(
                pixels.of(QRect(edge.left(), edge.center().y(), frame, 1)), ground);
            if (qobject_cast<const QAbstractButton *>(widget) != nullptr) // a box, checked or not
                seen = std::max(seen, pixels.strongest(pixels.of(edge), ground));
            if (seen < markContrast)
                blame(u"the frame"_s, *widget, seen);
        }
    }
    return faults;
}
