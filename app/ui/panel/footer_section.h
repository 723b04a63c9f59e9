// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/copy_menu.h"
#include "ui/panel/panel_section.h"

class QAction;
class QMenu;
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
    void consoleWanted();
    void whyWanted();
    void helpWanted();
    void aboutWanted();
    void quitWanted();

private:
    QToolButton *git_, *keys_;
    QList<CopyItem> copies_;
    QMenu *copy_;
    QAction *console_, *moreKeys_, *why_;
};

} // namespace vouch::ui
