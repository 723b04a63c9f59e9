// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace vouch::ui {

/// How long the key still waits to be touched, as the style's own progress bar. No QProgressBar,
/// which would have a screen reader say each second.
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
