// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

#include <functional>

namespace vouch::ui {

/// One line of plain text that is elided where it does not fit; its tooltip then shows all of it.
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

/// Plain text of as many lines as its width asks for. It wants no more width than its longest word.
class WrappedLabel : public QLabel {
    Q_OBJECT
public:
    explicit WrappedLabel(QWidget *parent = nullptr);

    QSize sizeHint() const override { return minimumSizeHint(); }
};

/// Text whose digits stand in cells as wide as the widest digit, so that nothing jiggles when they
/// change.
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
    /// Calls `draw` with the left edge of each part and the part; gives the width of all.
    qreal layOut(const std::function<void(qreal, const QString &)> &draw) const;

    QString text_;
};

} // namespace vouch::ui
