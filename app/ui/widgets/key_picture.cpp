// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/key_picture.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QWindow>

#include <cmath>
#include <numbers>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize pictureSize(392, 112);
/// Distance from the key to the port in art/insert.
constexpr qreal slideDistance = 62;
constexpr int slideMilliseconds = 160;
constexpr int breathMilliseconds = 1200;
constexpr qreal minBreathOpacity = 0.55;
constexpr qreal fadedOpacity = 0.35;

QString drawingOf(KeyPicture::Scene scene) {
    switch (scene) {
    case KeyPicture::Scene::Insert:
        return u"art/insert"_s;
    case KeyPicture::Scene::Touch:
        return u"art/touch"_s;
    case KeyPicture::Scene::TwoKeys:
        return u"art/two-keys"_s;
    case KeyPicture::Scene::Code:
        return u"art/code"_s;
    case KeyPicture::Scene::Plugged:
    case KeyPicture::Scene::CannotGoOn:
        break;
    }
    return u"art/plugged"_s;
}

/// The palette's color for one of a drawing, which is made for light windows.
QColor recolored(const QColor &drawn, const QPalette &palette, bool strong) {
    const auto over = [&palette](float opacity) {
        const QColor below = palette.color(QPalette::Window);
        const QColor above = palette.color(QPalette::WindowText);
        const auto mix = [opacity](float a, float b) { return a + (b - a) * opacity; };
        return QColor::fromRgbF(mix(below.redF(), above.redF()),
                                mix(below.greenF(), above.greenF()),
                                mix(below.blueF(), above.blueF()));
    };
    switch (drawn.rgb()) {
    case 0xFFE7E8EA: // the port
        return over(0.055F);
    case 0xFF7C8084: // its outline, fainter while the port is empty
        return over(strong ? 0.9F : 0.6F);
    case 0xFFF4F5F6: // the hole in the key
        return palette.color(QPalette::Window);
    case 0xFF0A6B5E:
        return toneColor(Tone::Accent, palette);
    case 0xFF2B2F33: // the key's body
        return isDark(palette) ? QColor(0x4A, 0x50, 0x56) : drawn;
    case 0xFF2A2E32: // the body's outline, not needed on light windows
        return isDark(palette) ? over(0.38F) : drawn;
    default:
        return drawn;
    }
}

} // namespace

KeyPicture::KeyPicture(QWidget *parent) : QWidget(parent), art_(drawingOf(scene_)) {
    setFixedSize(pictureSize);
    slide_.setStartValue(1.0);
    slide_.setEndValue(0.0);
    slide_.setDuration(slideMilliseconds);
    slide_.setEasingCurve(QEasingCurve::OutCubic);
    breath_.setStartValue(0.0);
    breath_.setEndValue(1.0);
    breath_.setDuration(breathMilliseconds);
    breath_.setLoopCount(-1);
    for (QVariantAnimation *animation : {&slide_, &breath_})
        connect(animation, &QVariantAnimation::valueChanged, this, qOverload<>(&QWidget::update));
}

void KeyPicture::setScene(Scene scene) {
    if (scene == scene_)
        return;
    const bool goesIn = scene_ == Scene::Insert && scene != Scene::TwoKeys;
    scene_ = scene;
    art_ = Drawing(drawingOf(scene));
    slide_.stop();
    if (goesIn && isVisible() && style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0)
        slide_.start();
    animate();
    update();
}

bool KeyPicture::isMoving() const {
    return slide_.state() == QAbstractAnimation::Running ||
           breath_.state() == QAbstractAnimation::Running;
}

/// Animates the halos while the picture is visible.
void KeyPicture::animate() {
    const QWindow *window = this->window()->windowHandle();
    const bool seen = isVisible() && window != nullptr && window->isExposed();
    const bool blinks = scene_ == Scene::Touch || scene_ == Scene::TwoKeys;
    const bool hasAnimations =
        style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0;
    if (!seen)
        slide_.stop();
    if (!seen || !blinks || !hasAnimations)
        breath_.stop();
    else if (breath_.state() != QAbstractAnimation::Running)
        breath_.start();
}

void KeyPicture::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawKey(painter);
    if (art_.has(u"halos"_s)) {
        const bool isBreathing = breath_.state() == QAbstractAnimation::Running;
        const qreal beat = isBreathing ? breath_.currentValue().toReal() : 0;
        painter.setOpacity(minBreathOpacity + (1 - minBreathOpacity) *
                                                  (1 + std::cos(2 * std::numbers::pi * beat)) / 2);
        drawPart(painter, u"halos"_s);
        painter.setOpacity(1);
        drawPart(painter, u"disc"_s);
    }
    for (const QString &part : {u"port"_s, u"slot"_s, u"arrow"_s, u"phone"_s})
        drawPart(painter, part);
}

void KeyPicture::drawKey(QPainter &painter) {
    const bool isSliding = slide_.state() == QAbstractAnimation::Running;
    if (isSliding)
        painter.translate(slideDistance * slide_.currentValue().toReal(), 0);
    if (scene_ == Scene::CannotGoOn) { // fade the key as one layer, or its parts would show through
                                       // each other
        QPixmap layer(size() * devicePixelRatioF());
        layer.setDevicePixelRatio(devicePixelRatioF());
        layer.fill(Qt::transparent);
        QPainter on(&layer);
        on.setRenderHint(QPainter::Antialiasing);
        drawPart(on, u"key"_s);
        on.end();
        painter.setOpacity(fadedOpacity);
        painter.drawPixmap(0, 0, layer);
        painter.setOpacity(1);
    } else {
        drawPart(painter, u"key"_s);
    }
    painter.resetTransform();
}

void KeyPicture::drawPart(QPainter &painter, const QString &part) {
    art_.paint(painter, rect(), part, [this](const QColor &drawn) {
        return recolored(drawn, palette(), scene_ != Scene::Insert);
    });
}

void KeyPicture::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        animate();
    QWidget::changeEvent(event);
}

void KeyPicture::showEvent(QShowEvent *event) {
    if (QWindow *window = this->window()->windowHandle())
        window->installEventFilter(this); // Expose: the window was covered or uncovered
    animate();
    QWidget::showEvent(event);
}

void KeyPicture::hideEvent(QHideEvent *event) {
    QWidget::hideEvent(event);
    animate();
}

bool KeyPicture::eventFilter(QObject *object, QEvent *event) {
    if (event->type() == QEvent::Expose)
        QMetaObject::invokeMethod(this, &KeyPicture::animate, Qt::QueuedConnection);
    return QWidget::eventFilter(object, event);
}

} // namespace vouch::ui
