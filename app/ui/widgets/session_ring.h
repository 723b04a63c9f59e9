// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/tray_picture.h"

#include <QWidget>

namespace vouch::ui {

/// The panel's picture: the tray icon's shapes, larger and in color.
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
