// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/enrollment_dialog.h"

#include "ui/prompts/enrollment_view.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/on_screen.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

namespace {

constexpr int minCharacters = 60; ///< in a line, even in a larger font

} // namespace

EnrollmentDialog::EnrollmentDialog(Enrollment &enrollment, std::function<QString()> server,
                                   QWidget *parent)
    : QDialog(parent), view_(new EnrollmentView(enrollment, std::move(server), this)),
      close_(pushButton(tr("&Cancel"), this)) {
    setWindowTitle(tr("Register with your browser"));
    setWindowFlag(Qt::WindowContextHelpButtonHint, false);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    auto *area = new ScrollingContent(view_, this);
    layout->addWidget(area, 1);
    layout->addLayout(buttons);
    connect(close_, &QPushButton::clicked, this, &QDialog::reject);
    connect(view_, &EnrollmentView::buttonsChanged, this, &EnrollmentDialog::updateDefaultButton);
    connect(view_, &EnrollmentView::finished, this, [this] {
        close_->setText(tr("&Close"));
        Q_EMIT approved();
    });
    updateDefaultButton();
    const int width = std::max(480, minCharacters * fontMetrics().averageCharWidth());
    const QMargins margins = layout->contentsMargins();
    resize(width, sizeHint().height() - area->sizeHint().height() +
                      area->heightFor(width - margins.left() - margins.right()));
    keepOnScreen(this);
}

void EnrollmentDialog::present() {
    if (!isVisible()) {
        close_->setText(tr("&Cancel"));
        view_->start();
    }
    show();
    raise();
    activateWindow();
    updateDefaultButton();
}

void EnrollmentDialog::updateDefaultButton() {
    QPushButton *button = view_->firstButton();
    if (button == nullptr)
        button = close_;
    button->setDefault(true);
    if (isVisible())
        button->setFocus();
}

void EnrollmentDialog::done(int result) {
    view_->stop();
    QDialog::done(result);
}

} // namespace vouch::ui
