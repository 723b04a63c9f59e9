// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/account_section.h"

#include "ui/model/panel_content.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {
struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};
} // namespace

AccountSection::AccountSection(QWidget *parent) : PanelSection(parent) {
    auto *row = plainRow(nullptr, panelMetrics::relatedGap);
    column()->addLayout(row);
    auto *lines = plainColumn(nullptr, panelMetrics::labelGap);
    account_ = new ElidedLabel(Qt::ElideMiddle, this);
    server_ = new ElidedLabel(Qt::ElideRight, this);
    lines->addWidget(account_);
    lines->addWidget(server_);
    row->addLayout(lines, 1);
    signOut_ = newButton(this, panelMetrics::rowButtonHeight);
    connect(signOut_, &QPushButton::clicked, this, &AccountSection::signOutWanted);
    row->addWidget(signOut_, 0, Qt::AlignTop);
}

void AccountSection::setContent(const PanelContent &content) {
    account_->setText(content.account);
    server_->setText(content.server);
    signOut_->setVisible(content.canSignOut);
}

void AccountSection::applyStyle() {
    makeStrong(account_);
    makeSmall(server_);
    makeMuted(server_);
    setButtonText(signOut_, Strings::tr("Sign &out"));
}

} // namespace vouch::ui
