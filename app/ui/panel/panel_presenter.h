// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/profiles/profiles.h"
#include "ui/model/services.h"

#include <QList>
#include <QObject>

#include <memory>

namespace vouch::platform {
class Notification;
} // namespace vouch::platform

namespace vouch::ui {

class Panel;
class ProfileNames;
class Status;

/// Keeps the content of the visible panel up to date: with each change, and as time passes (every
/// second if less than an hour is left, otherwise every minute). No timer runs while the panel is
/// closed.
class PanelPresenter : public QObject {
    Q_OBJECT
public:
    PanelPresenter(Panel &panel, const Services &services, const Status &status,
                   const ProfileNames &profiles, const platform::Notification &notification);
    ~PanelPresenter() override;

    void refresh();
    /// What is known about the AWS profiles.
    void setProfiles(const QList<ProfileEntry> &entries);

private:
    void takeChange();

    Panel &panel_;
    Services services_;
    const Status &status_;
    const ProfileNames &profiles_;
    const platform::Notification &notification_;
    QList<ProfileEntry> entries_;
    std::unique_ptr<Alarm> tick_;
};

} // namespace vouch::ui
