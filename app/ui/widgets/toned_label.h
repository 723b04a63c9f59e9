// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace vouch::ui {

/// Wrapping plain text in a color computed from the palette; follows palette changes. Names that
/// AWS gave are not torn apart by a line break.
class TonedLabel : public QLabel {
    Q_OBJECT
public:
    using Color = QColor (*)(const QPalette &palette);

    explicit TonedLabel(Color color, const QString &text = {}, QWidget *parent = nullptr);
    void setColor(Color color);
    void setText(const QString &text);
    QString text() const { return text_; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyColor();

    Color color_;
    QString text_; ///< without what keeps names whole
};

} // namespace vouch::ui
