// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard_steps.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QPainter>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int minWidth = 176;
constexpr int usualRow = 36;
constexpr int top = 18;
constexpr int markLeft = 19;
constexpr int markSize = 16;
constexpr int textLeft = 47;
constexpr int right = 16;

} // namespace

WizardSteps::WizardSteps(const QStringList &steps, QWidget *parent)
    : QWidget(parent), steps_(steps) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
    setAccessibleRole(this, QAccessible::StaticText);
    setAccessibleName(tr("Steps"));
    setCurrent(0);
}

void WizardSteps::setCurrent(int step) {
    current_ = step;
    setAccessibleDescription(
        tr("%1, step %2 of %3")
            .arg(steps_.value(step), QString::number(step + 1), QString::number(steps_.size())));
    update();
}

void WizardSteps::setSkipped(const QSet<int> &steps) {
    skipped_ = steps;
    update();
}

int WizardSteps::wantedRowHeight() const {
    return std::max(usualRow, fontMetrics().height() + 16);
}

/// Less than wanted on a low screen, so that every step can be seen.
int WizardSteps::rowHeight() const {
    const int fair = (height() - top) / std::max(1, int(steps_.size()));
    return std::clamp(fair, std::max(markSize, fontMetrics().height()), wantedRowHeight());
}

QSize WizardSteps::sizeHint() const {
    const QFontMetrics metrics(scaledFont(font(), 1, QFont::DemiBold));
    int widest = 0;
    for (const QString &step : steps_)
        widest = std::max(widest, metrics.horizontalAdvance(step));
    return {std::max(minWidth, textLeft + widest + right),
            top + wantedRowHeight() * int(steps_.size())};
}

void WizardSteps::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), sideColor(palette()));
    const QColor accent = toneColor(Tone::Accent, palette());
    const QColor text = palette().color(QPalette::WindowText);
    const QColor muted = mutedColor(palette());
    const bool mirrored = isRightToLeft();
    for (int i = 0; i < steps_.size(); ++i) {
        const int y = top + i * rowHeight();
        const int x = mirrored ? width() - markLeft - markSize : markLeft;
        const QRectF mark(x, y + (rowHeight() - markSize) / 2.0, markSize, markSize);
        if (i != current_ && skipped_.contains(i)) {
            painter.setPen(QPen(muted, 1.5));
            painter.drawLine(mark.center() - QPointF(4, 0), mark.center() + QPointF(4, 0));
        } else if (i < current_) {
            paintTinted(painter, u"marks-16/allowed"_s, mark, accent);
        } else if (i == current_) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(accent);
            painter.drawEllipse(mark.center(), 6, 6);
        } else {
            painter.setPen(QPen(muted, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(mark.center(), 5.25, 5.25);
        }
        painter.setFont(i == current_ ? scaledFont(font(), 1, QFont::DemiBold) : font());
        painter.setPen(i > current_ || (i < current_ && skipped_.contains(i)) ? muted : text);
        const QRect textRect(mirrored ? right : textLeft, y, width() - textLeft - right,
                             rowHeight());
        painter.drawText(textRect, int(Qt::AlignLeading | Qt::AlignVCenter) | Qt::TextSingleLine,
                         steps_[i]);
    }
    painter.fillRect(QRect(mirrored ? 0 : width() - 1, 0, 1, height()), ruleColor(palette()));
}

} // namespace vouch::ui
