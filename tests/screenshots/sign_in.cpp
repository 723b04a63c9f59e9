// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"
#include "moving_clock.h"
#include "sign_in_samples.h"
#include "ui/prompts/sign_in_dialog.h"

#include <QApplication>
#include <QLineEdit>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

void drawSignIn(Gallery &gallery) {
    test::MovingClock clock(sampleNow);
    SignInDialog dialog(clock); // one for all states, as a user sees it
    bool isOpen = false;
    for (const SignInSample &sample : signInSamples()) {
        dialog.setAim(sample.aim);
        dialog.showRequesters(sample.requesters);
        dialog.showState(sample.state);
        if (!isOpen) {
            dialog.present(sampleServer, std::chrono::hours(8));
            if (!gallery.isOnSmallScreen())
                dialog.setFixedSize(dialog.wholeSize()); // whatever the screen is
            isOpen = true;
        }
        dialog.findChild<QLineEdit *>()->setText(sample.typed);
        const bool isTight = gallery.isLarge() && sample.requesters.size() > 1;
        gallery.take(dialog, u"sign-in-"_s + sample.name, isTight ? Room::Scarce : Room::Enough);
    }
    const auto drawSuccess = [&](KeyCeremony::Aim aim, const QString &subject,
                                 const QString &name) {
        dialog.setAim(aim);
        dialog.showState(SignIn::CeremonyStateKind::Touch);
        dialog.showSuccess(subject, sampleNow + std::chrono::hours(5));
        gallery.take(dialog, name);
        dialog.dismiss();
    };
    dialog.showRequesters({sampleGit()});
    dialog.present(sampleServer, std::chrono::hours(8));
    drawSuccess(KeyCeremony::Aim::SignIn, u"nora.winter@example.com"_s, u"sign-in-success"_s);
    Requester adding;
    adding.purpose = Requester::Purpose::AddKey;
    Gallery::letResize(dialog); // it opens anew, with other words
    dialog.setAim(KeyCeremony::Aim::AddKey);
    dialog.showRequesters({adding});
    dialog.present(sampleServer, {});
    drawSuccess(KeyCeremony::Aim::AddKey, u"YubiKey 5C NFC"_s, u"sign-in-added"_s);
}
