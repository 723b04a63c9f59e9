// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/role_section.h"

#include "ui/model/role_menu.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {
struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};
} // namespace

RoleSection::RoleSection(QWidget *parent) : PanelSection(parent, panelMetrics::separatorGap) {
    column()->addSpacing(panelMetrics::separatorGap);
    auto *row = plainRow(nullptr, panelMetrics::relatedGap);
    auto *lines = plainColumn(nullptr, panelMetrics::labelGap);
    name_ = new ElidedLabel(Qt::ElideRight, this);
    details_ = new ElidedLabel(Qt::ElideRight, this);
    lines->addWidget(name_);
    lines->addWidget(details_);
    row->addLayout(lines, 1);
    switch_ = newButton(this, panelMetrics::rowButtonHeight);
    menu_ = new QMenu(switch_);
    switch_->setMenu(menu_);
    row->addWidget(switch_, 0, Qt::AlignVCenter);
    column()->addLayout(row);
    connect(menu_, &QMenu::aboutToShow, this, [this] {
        fillRoleMenu(*menu_, choices_, [this](const QString &name) { Q_EMIT roleWanted(name); });
    });

    credentialsRow_ = new QWidget(this);
    auto *credentials = plainRow(credentialsRow_, panelMetrics::relatedGap);
    credentials->setContentsMargins(0, panelMetrics::relatedGap, 0, 0);
    credentialsLabel_ = new ElidedLabel(Qt::ElideRight, credentialsRow_);
    credentials_ = new ElidedLabel(Qt::ElideRight, credentialsRow_);
    credentials_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    credentials->addWidget(credentialsLabel_, 1);
    credentials->addWidget(credentials_);
    column()->addWidget(credentialsRow_);
}

void RoleSection::setRole(const std::optional<PanelContent::RolePart> &role) {
    setVisible(role.has_value());
    if (!role)
        return;
    choices_ = role->choices;
    name_->setText(role->name);
    details_->setText(role->details);
    details_->setVisible(!role->details.isEmpty());
    switch_->setVisible(role->choices.isThereAnother());
    credentialsRow_->setVisible(!role->credentials.isEmpty());
    credentialsLabel_->setText(role->credentialsLabel);
    credentials_->setText(role->credentials);
}

void RoleSection::applyStyle() {
    makeStrong(name_);
    for (QWidget *label : std::initializer_list<QWidget *>{details_, credentialsLabel_}) {
        makeSmall(label);
        makeMuted(label);
    }
    makeSmall(credentials_);
    setButtonText(switch_, Strings::tr("S&witch"));
}

} // namespace vouch::ui
