// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace vouch::ui {

/// A field for an address or a path. While it doesn't have the focus, a text that is too long is
/// elided in the middle, so that both its host and its name show; the tool tip has all of it.
class UrlField : public QLineEdit {
    Q_OBJECT
public:
    explicit UrlField(QWidget *parent = nullptr);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QRect textRect() const;
    /// What fits into the field.
    QString shown() const;
};

} // namespace vouch::ui
