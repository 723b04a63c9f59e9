// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/guest_view.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/code_font.h"
#include "ui/widgets/plain_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto guestCopiedTime = 2s;

} // namespace

GuestView::GuestView(QWidget *parent)
    : QWidget(parent), explanation_(plainLabel({}, this)), command_(new QLineEdit(this)),
      copy_(pushButton(tr("Copy"), this)) {
    explanation_->setWordWrap(true);
    command_->setReadOnly(true);
    command_->setFont(codeFont(font()));
    command_->setLayoutDirection(Qt::LeftToRight); // code
    auto *row = new QHBoxLayout;
    row->addWidget(command_, 1);
    row->addWidget(copy_);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(explanation_);
    column->addLayout(row);
    copied_.setSingleShot(true);
    copied_.setInterval(guestCopiedTime);
    connect(&copied_, &QTimer::timeout, this, [this] { setButtonText(copy_, tr("Copy")); });
    connect(copy_, &QPushButton::clicked, this, &GuestView::copy);
    hide();
}

void GuestView::setGuest(const std::optional<GuestSetup> &guest) {
    setVisible(guest.has_value());
    if (!guest)
        return;
    explanation_->setText(guest->explanation);
    command_->setText(guest->command);
    command_->setCursorPosition(0);
    command_->setAccessibleName(guest->explanation);
}

void GuestView::copy() {
    QGuiApplication::clipboard()->setText(command_->text());
    setButtonText(copy_, tr("Copied"));
    copied_.start();
}

} // namespace vouch::ui
