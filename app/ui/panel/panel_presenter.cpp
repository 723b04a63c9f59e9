// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel_presenter.h"

#include "platform/notification.h"
#include "session/profiles/profiles.h"
#include "ui/model/status.h"
#include "ui/panel/panel.h"
#include "ui/text/profile_names.h"

namespace vouch::ui {

PanelPresenter::PanelPresenter(Panel &panel, const Services &services, const Status &status,
                               const ProfileNames &profiles,
                               const platform::Notification &notification)
    : panel_(panel), services_(services), status_(status), profiles_(profiles),
      notification_(notification) {
    connect(&status_, &Status::changed, this, &PanelPresenter::takeChange);
    connect(&profiles_, &ProfileNames::changed, this, &PanelPresenter::takeChange);
    connect(&notification_, &platform::Notification::availableChanged, this,
            &PanelPresenter::takeChange);
    connect(&panel_, &Panel::visibleChanged, this, [this](bool visible) {
        tick_.reset();
        if (visible)
            refresh();
    });
    refresh();
}

PanelPresenter::~PanelPresenter() = default;

void PanelPresenter::setProfiles(const QList<ProfileEntry> &entries) {
    entries_ = entries;
    takeChange();
}

void PanelPresenter::takeChange() {
    if (panel_.isVisible())
        refresh();
}

void PanelPresenter::refresh() {
    tick_.reset();
    panel_.setContent(
        panelContent(services_, status_, profiles_.all(), notification_.isAvailable(), entries_));
    if (!panel_.isVisible())
        return;
    if (const auto next = nextChange(services_, status_, entries_))
        tick_ = services_.clock.at(*next, [this] { refresh(); });
}

} // namespace vouch::ui
