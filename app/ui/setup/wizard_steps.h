// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

namespace vouch::ui {

/// The steps of the set-up, at its side: a tick for one that is done, a disc for this one, a ring
/// for one to come.
class WizardSteps : public QWidget {
    Q_OBJECT
public:
    explicit WizardSteps(const QStringList &steps, QWidget *parent = nullptr);

    void setCurrent(int step);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {sizeHint().width(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int rowHeight() const;

    QStringList steps_;
    int current_ = 0;
};

} // namespace vouch::ui
