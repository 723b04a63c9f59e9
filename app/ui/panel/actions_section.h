// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/copy_menu.h"
#include "ui/panel/panel_section.h"
#include "ui/widgets/tray_picture.h"

class QMenu;
class QPushButton;

namespace vouch::ui {

struct PanelContent;

/// The one or two things to do in the current state, such as signing in. Hidden if there are none.
class ActionsSection : public PanelSection {
    Q_OBJECT
public:
    explicit ActionsSection(QWidget *parent);

    void setContent(const PanelContent &content);
    QPushButton *defaultButton() const { return default_; }

Q_SIGNALS:
    void signInWanted();
    void questionWanted();
    void notNowWanted();
    void tryAgainWanted();
    void detailsWanted();
    void setUpWanted();
    void consoleWanted();

private:
    void pressDefault();
    void pressSecond();

    State state_ = State::NotSetUp;
    bool isQuestion_ = false, isProfilesOnly_ = false;
    QList<CopyItem> copies_;
    QMenu *copy_;
    QPushButton *second_, *default_;
};

} // namespace vouch::ui
