// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/live_panel.h"

#include "platform/notification.h"
#include "ui/model/status.h"
#include "ui/panel/panel.h"
#include "ui/text/profile_names.h"

namespace vouch::ui {

LivePanel::LivePanel(Panel &panel, const Services &services, const Status &status,
                     const ProfileNames &profiles, const Notification &notification)
    : panel_(panel), services_(services), status_(status), profiles_(profiles),
      notification_(notification) {
    connect(&status_, &Status::changed, this, &LivePanel::takeChange);
    connect(&profiles_, &ProfileNames::changed, this, &LivePanel::takeChange);
    connect(&notification_, &Notification::availableChanged, this, &LivePanel::takeChange);
    connect(&panel_, &Panel::visibleChanged, this, [this](bool visible) {
        tick_.reset();
        if (visible)
            refresh();
    });
    refresh();
}

LivePanel::~LivePanel() = default;

void LivePanel::takeChange() {
    if (panel_.isVisible())
        refresh();
}

void LivePanel::refresh() {
    tick_.reset();
    panel_.setContent(
        panelContent(services_, status_, profiles_.all(), notification_.isAvailable()));
    if (!panel_.isVisible())
        return;
    if (const auto next = nextChange(services_, status_))
        tick_ = services_.clock.at(*next, [this] { refresh(); });
}

} // namespace vouch::ui
