// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/panel.h"
#include "core/error.h"
#include "gallery.h"
#include "panel_samples.h"
#include "ui/desktop/about_dialog.h"
#include "ui/desktop/facts_dialog.h"

#include <QMenu>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

void drawPanel(Gallery &gallery) {
    const auto draw = [&](const QString &name, const PanelContent &content, Room room) {
        Panel panel;
        panel.setForm(Panel::Form::Popup, true);
        panel.setContent(content);
        panel.present();
        if (!gallery.isOnSmallScreen())
            panel.resize(panel.fittingSize({2000, 2000})); // on a screen of any size
        gallery.take(panel, u"panel-"_s + name, room);
        for (const QMenu *menu : panel.findChildren<QMenu *>())
            gallery.blame(u"panel-"_s + name, faultsOf(*menu));
    };
    for (const auto &[name, content] : panelSamples())
        draw(name, content, Room::Enough);
    draw(u"long-words"_s, longPanelSample(), Room::Scarce);
    const Room room = gallery.isLarge() ? Room::Scarce : Room::Enough;
    FactsDialog *about = newAboutDialog(nullptr);
    about->show();
    gallery.take(*about, u"about"_s, room);
    about->close();
    const vouch::Error error(vouch::Error::Kind::Server, u"us.vouch.sh returned an error (503)."_s,
                             u"Try again later."_s, u"HTTP 503 Service Unavailable"_s);
    FactsDialog *details = newDetailsDialog(error, nullptr);
    details->show();
    gallery.take(*details, u"problem-details"_s, room);
    details->close();
}
