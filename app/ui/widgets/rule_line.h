// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace vouch::ui {

/// A horizontal or vertical line, one pixel thick.
class RuleLine : public QWidget {
    Q_OBJECT
public:
    explicit RuleLine(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace vouch::ui
