// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/session_ring.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QPainter>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using RingShape = TrayPicture::Shape;

namespace {

constexpr int side = 72;
constexpr qreal ringWidth = side / 12.0;
constexpr qreal ringInset = 2 + ringWidth / 2;
constexpr QRectF whole(0, 0, side, side);
constexpr QRectF keyOnly(8, 8, 56, 56); ///< where a key without a ring is drawn

/// In the 22-pixel drawings: the disc of `waiting` and the mark of `problem`.
constexpr QRectF disc(14 / 22.0, 0, 8 / 22.0, 8.25 / 22.0);
constexpr QRectF markBox(15.5 / 22.0, 0, 4 / 22.0, 11.5 / 22.0);

} // namespace

SessionRing::SessionRing(QWidget *parent) : QWidget(parent) {
    setFixedSize(side, side);
}

QSize SessionRing::sizeHint() const {
    return {side, side};
}

void SessionRing::setPicture(const TrayPicture &picture) {
    if (picture == picture_)
        return;
    picture_ = picture;
    update();
}

void SessionRing::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor text = palette().color(QPalette::WindowText);
    const auto tone = [this](Tone which) { return toneColor(which, palette()); };
    switch (picture_.shape) {
    case RingShape::SignedOut:
        return paintTinted(painter, u"tray-22/signed-out"_s, keyOnly, mutedColor(palette()));
    case RingShape::Waiting:
    case RingShape::Beat:
        return paintTinted(painter, u"tray-22/waiting"_s, keyOnly, text, tone(Tone::Accent), disc);
    case RingShape::Problem:
        return paintTinted(painter, u"tray-22/problem"_s, keyOnly, text, tone(Tone::Stop), markBox);
    case RingShape::Ending:
        painter.setPen(Qt::NoPen);
        painter.setBrush(tone(Tone::Stop));
        painter.drawEllipse(whole.adjusted(2, 2, -2, -2));
        return paintTinted(painter, u"tray-22/key-in-ring"_s, whole,
                           palette().color(QPalette::Window));
    case RingShape::Active:
    case RingShape::Soon:
        break;
    }
    paintTinted(painter, u"tray-22/key-in-ring"_s, whole, text);
    paintLeft(painter, picture_, whole.adjusted(ringInset, ringInset, -ringInset, -ringInset),
              ringWidth, tone(picture_.shape == RingShape::Soon ? Tone::Soon : Tone::Accent),
              trackColor(palette()));
}

} // namespace vouch::ui
