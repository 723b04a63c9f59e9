// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panel/panel_section.h"

class QPushButton;

namespace vouch::ui {

class ElidedLabel;
struct PanelContent;

/// The top of the panel: the account, the server, and a button that signs out.
class AccountSection : public PanelSection {
    Q_OBJECT
public:
    explicit AccountSection(QWidget *parent);

    void setContent(const PanelContent &content);
    /// Call after the palette or the font has changed. The same goes for the other sections.
    void applyStyle();

Q_SIGNALS:
    void signOutWanted();

private:
    ElidedLabel *account_, *server_;
    QPushButton *signOut_;
};

} // namespace vouch::ui
