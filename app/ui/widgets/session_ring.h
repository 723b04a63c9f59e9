// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/tray_picture.h"

#include <QWidget>

namespace vouch::ui {

/// The panel's picture: the tray's shapes, larger and in our colors.
class SessionRing : public QWidget {
    Q_OBJECT
public:
    explicit SessionRing(QWidget *parent = nullptr);

    void setPicture(const TrayPicture &picture);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TrayPicture picture_;
};

} // namespace vouch::ui
