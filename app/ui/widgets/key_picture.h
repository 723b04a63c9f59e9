// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSvgRenderer>
#include <QVariantAnimation>
#include <QWidget>

namespace vouch::ui {

/// The picture of the sign-in dialog: a port, and the key that slides into it and blinks. The port
/// never moves. It stands still where the person's style has no animations, and while nobody can
/// see it. Decorative: it has no accessible name.
class KeyPicture : public QWidget {
    Q_OBJECT
public:
    enum class Scene {
        Insert,     ///< the key before the port
        Plugged,    ///< in the port; coming from Insert, it slides in
        CannotGoOn, ///< in the port, and faded
        Touch,      ///< it blinks
        TwoKeys,    ///< two of them blink
        Code,       ///< no key: a device that shows digits
    };

    explicit KeyPicture(QWidget *parent = nullptr);

    void setScene(Scene scene);
    bool isMoving() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void load();
    void move();
    void drawPart(QPainter &painter, const QString &part);
    void drawKey(QPainter &painter);

    Scene scene_ = Scene::Insert;
    QSvgRenderer art_;
    QVariantAnimation slide_;  ///< how far the key still has to go, 1 to 0
    QVariantAnimation breath_; ///< where the halos are in their beat, 0 to 1
};

} // namespace vouch::ui
