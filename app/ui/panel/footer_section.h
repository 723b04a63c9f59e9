// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panel/panel_section.h"

namespace vouch::ui {

/// The bottom of the panel: buttons that open the other windows, and a menu with the rest.
class FooterSection : public PanelSection {
    Q_OBJECT
public:
    explicit FooterSection(QWidget *parent);

Q_SIGNALS:
    void gitWanted();
    void keysWanted();
    void settingsWanted();
    void whyWanted();
    void aboutWanted();
    void quitWanted();
};

} // namespace vouch::ui
