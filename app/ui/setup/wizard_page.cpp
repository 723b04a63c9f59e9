// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard_page.h"

#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QWizard>

namespace vouch::ui {

namespace {

constexpr int margin = 24;

} // namespace

WizardPage::WizardPage(const QString &title)
    : inside_(new QWidget), column_(new QVBoxLayout(inside_)), heading_(plainLabel({}, inside_)),
      about_(nullptr) {
    setHeading(title);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside_);
    area->viewport()->setAutoFillBackground(false);
    inside_->setAutoFillBackground(false);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(area);

    column_->setContentsMargins(margin, margin - 4, margin, margin);
    column_->setSpacing(8);
    heading_->setFont(scaledFont(font(), 1.5, QFont::DemiBold));
    heading_->setWordWrap(true);
    column_->addWidget(heading_);
    column_->addSpacing(2 - column_->spacing());
    about_ = new TonedLabel(mutedColor, {}, inside_);
    column_->addWidget(about_);
    column_->addSpacing(8);
}

QString WizardPage::nextText() const {
    return tr("&Next");
}

void WizardPage::setHeading(const QString &text) {
    heading_->setText(text);
    setAccessibleName(text);
}

void WizardPage::setAbout(const QString &text) {
    about_->setText(text);
    setAccessibleDescription(text);
}

void WizardPage::setBusy(bool busy) {
    isBusy_ = busy;
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

bool WizardPage::validatePage() {
    if (std::exchange(isDone_, false) || !hasWork())
        return true;
    setBusy(true);
    proceeding_ = ScopedTask([this](std::stop_token stop) { return proceed(stop); },
                             [this](const Error &error) {
                                 setBusy(false);
                                 workFailed(error);
                             });
    return false;
}

QCoro::Task<> WizardPage::proceed(std::stop_token stop) {
    const bool goOn = co_await work(stop);
    throwIfStopped(stop);
    setBusy(false);
    if (!goOn)
        co_return;
    isDone_ = true;
    // Queued: the button's click may still be in progress.
    const bool isLast = nextId() < 0;
    QMetaObject::invokeMethod(wizard(), isLast ? "accept" : "next", Qt::QueuedConnection);
}

QCoro::Task<bool> WizardPage::work(std::stop_token) {
    co_return true;
}

} // namespace vouch::ui
