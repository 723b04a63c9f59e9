// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

#include <functional>

namespace vouch::ui {

/// One line of plain text, elided if it doesn't fit; the tooltip then shows the whole text.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(Qt::TextElideMode mode, QWidget *parent = nullptr);

    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    Qt::TextElideMode mode_;
};

/// Plain text that wraps to its width and is no wider than its longest word needs.
class WrappedLabel : public QLabel {
    Q_OBJECT
public:
    explicit WrappedLabel(QWidget *parent = nullptr);

    QSize sizeHint() const override { return minimumSizeHint(); }
};

/// Text with equally wide digits, so that it doesn't shift when they change.
class DigitsLabel : public QWidget {
    Q_OBJECT
public:
    explicit DigitsLabel(QWidget *parent = nullptr);

    void setText(const QString &text);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// Calls `draw` with the left edge and text of each part. Returns the total width.
    qreal layOut(const std::function<void(qreal, const QString &)> &draw) const;

    QString text_;
};

} // namespace vouch::ui
