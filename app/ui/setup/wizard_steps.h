// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QStringList>
#include <QWidget>

namespace vouch::ui {

/// The list of steps beside the wizard: a check mark for finished steps, a dash for skipped ones, a
/// disc for the current one, a ring for later ones.
class WizardSteps : public QWidget {
    Q_OBJECT
public:
    explicit WizardSteps(const QStringList &steps, QWidget *parent = nullptr);

    void setCurrent(int step);
    /// The steps that the user skipped, or that the chosen way doesn't need.
    void setSkipped(const QSet<int> &steps);
    const QSet<int> &skipped() const noexcept { return skipped_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {sizeHint().width(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int wantedRowHeight() const;
    int rowHeight() const;

    QStringList steps_;
    QSet<int> skipped_;
    int current_ = 0;
};

} // namespace vouch::ui
