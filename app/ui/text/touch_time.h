// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace vouch::ui {

/// How long the key still waits for a touch, drawn as the style's progress bar. Not a QProgressBar,
/// because a screen reader would announce every second.
class TouchTime : public QWidget {
    Q_OBJECT
public:
    explicit TouchTime(QWidget *parent = nullptr);

    void setSecondsLeft(int seconds);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int secondsLeft_ = 0;
};

} // namespace vouch::ui
