// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace vouch::ui {

/// Wrapping plain text in a color computed from the palette; follows palette changes.
class TonedLabel : public QLabel {
    Q_OBJECT
public:
    using Color = QColor (*)(const QPalette &palette);

    explicit TonedLabel(Color color, const QString &text = {}, QWidget *parent = nullptr);
    void setColor(Color color);

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColor();

    Color color_;
};

} // namespace vouch::ui
