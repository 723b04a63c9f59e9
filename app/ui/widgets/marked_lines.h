// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace vouch::ui {

class TonedLabel;

/// A mark, a line of text, and a muted line below.
class MarkedLines : public QWidget {
    Q_OBJECT
public:
    enum class Mark { None, Allowed, Refused, Warning, Quiet };
    MarkedLines(Mark mark, const QString &first, const QString &second, QWidget *parent);

    /// Adds a widget below the lines, aligned with them. A text takes the full width.
    void add(QWidget *widget);
    void addText(QLabel *text);
    /// Makes the first line bold, in the mark's color.
    void stress();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Mark mark_;
    TonedLabel *first_;
    QVBoxLayout *lines_;
};

} // namespace vouch::ui
