// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "ui/model/services.h"

#include <QObject>

#include <memory>

namespace vouch::ui {

class Notification;
class Panel;
class ProfileNames;
class Status;

/// Keeps the panel's content up to date while it is visible: with each change, and with the time
/// where the time is seen to pass (each second below an hour, else each minute). Costs nothing
/// while the panel is closed.
class PanelPresenter : public QObject {
    Q_OBJECT
public:
    PanelPresenter(Panel &panel, const Services &services, const Status &status,
                   const ProfileNames &profiles, const Notification &notification);
    ~PanelPresenter() override;

    void refresh();

private:
    void takeChange();

    Panel &panel_;
    Services services_;
    const Status &status_;
    const ProfileNames &profiles_;
    const Notification &notification_;
    std::unique_ptr<Alarm> tick_;
};

} // namespace vouch::ui
