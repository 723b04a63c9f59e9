// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/panel_content.h"
#include "ui/panel/panel_section.h"

#include <optional>

class QMenu;
class QPushButton;

namespace vouch::ui {

class ElidedLabel;

/// The default role or profile, a menu that switches it, and the AWS credentials in use.
class RoleSection : public PanelSection {
    Q_OBJECT
public:
    explicit RoleSection(QWidget *parent);

    /// Without a role the section is hidden.
    void setRole(const std::optional<PanelContent::RolePart> &role);
    void applyStyle();

Q_SIGNALS:
    void roleWanted(const QString &name);

private:
    RoleChoices choices_;
    ElidedLabel *name_, *details_;
    QPushButton *switch_;
    QMenu *menu_;
    QWidget *credentialsRow_;
    ElidedLabel *credentialsLabel_, *credentials_;
};

} // namespace vouch::ui
