// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/panel/panel_section.h"

class QLabel;
class QToolButton;

namespace vouch::ui {

class RowList;
struct PanelContent;

/// The most recent activity in a list that scrolls if there isn't enough room.
class ActivitySection : public PanelSection {
    Q_OBJECT
public:
    explicit ActivitySection(QWidget *parent);

    void setContent(const PanelContent &content);
    void applyStyle();

Q_SIGNALS:
    void allUseWanted();

private:
    QLabel *title_, *nothingYet_;
    QToolButton *all_;
    RowList *rows_;
    QWidget *scroll_;
};

} // namespace vouch::ui
