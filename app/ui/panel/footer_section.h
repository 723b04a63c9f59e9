// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panel/panel_section.h"

class QAction;
class QToolButton;

namespace vouch::ui {

struct PanelContent;

/// The bottom of the panel: buttons that open the other windows, and a menu with the rest.
class FooterSection : public PanelSection {
    Q_OBJECT
public:
    explicit FooterSection(QWidget *parent);

    void setContent(const PanelContent &content);

Q_SIGNALS:
    void gitWanted();
    void keysWanted();
    void settingsWanted();
    void whyWanted();
    void aboutWanted();
    void quitWanted();

private:
    QToolButton *git_, *keys_;
    QAction *moreKeys_, *why_;
};

} // namespace vouch::ui
