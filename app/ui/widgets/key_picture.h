// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/drawing.h"

#include <QVariantAnimation>
#include <QWidget>

namespace vouch::ui {

/// The picture in the sign-in dialog: a port, and a key that slides into it and blinks. Not
/// animated if the style turns animations off, or while hidden. Decorative: it has no accessible
/// name.
class KeyPicture : public QWidget {
    Q_OBJECT
public:
    enum class Scene {
        Insert,     ///< the key in front of the port
        Plugged,    ///< in the port; coming from Insert, it slides in
        CannotGoOn, ///< in the port, and faded
        Touch,      ///< the key blinks
        TwoKeys,    ///< two keys blink
        Code,       ///< no key, but a device that shows digits
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
    void animate();
    void drawPart(QPainter &painter, const QString &part);
    void drawKey(QPainter &painter);

    Scene scene_ = Scene::Insert;
    Drawing art_;
    QVariantAnimation slide_;  ///< the remaining distance, 1 to 0
    QVariantAnimation breath_; ///< the phase of the halos, 0 to 1
};

} // namespace vouch::ui
