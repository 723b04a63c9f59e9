// SPDX-License-Identifier: Apache-2.0
#include "ui/text/touch_time.h"

#include "fido/touch_time.h"

#include <QPainter>
#include <QStyleOptionProgressBar>

namespace vouch::ui {
namespace {

constexpr QSize barSize(240, 6);
constexpr int whole = int(fido::touchTime.count());

} // namespace

TouchTime::TouchTime(QWidget *parent) : QWidget(parent) {
    setFixedSize(barSize);
}

void TouchTime::setSecondsLeft(int seconds) {
    secondsLeft_ = seconds;
    update();
}

void TouchTime::paintEvent(QPaintEvent *) {
    QStyleOptionProgressBar option;
    option.initFrom(this);
    option.state |= QStyle::State_Horizontal;
    option.maximum = whole;
    option.progress = qMin(secondsLeft_, whole);
    QPainter painter(this);
    style()->drawControl(QStyle::CE_ProgressBarGroove, &option, &painter, this);
    style()->drawControl(QStyle::CE_ProgressBarContents, &option, &painter, this);
}

} // namespace vouch::ui
