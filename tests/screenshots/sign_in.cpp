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
    QSize size;
    for (const SignInSample &sample : signInSamples()) {
        dialog.setAim(sample.aim);
        dialog.showRequesters(sample.requesters);
        dialog.showState(sample.state);
        if (size.isEmpty()) {
            dialog.present(sampleServer, std::chrono::hours(8));
            size = dialog.wholeSize(); // whatever the screen is
            dialog.setFixedSize(size);
        }
        dialog.findChild<QLineEdit *>()->setText(sample.typed);
        const bool isTight = gallery.isLarge() && sample.requesters.size() > 1;
        gallery.take(dialog, u"sign-in-"_s + sample.name, isTight ? Room::Scarce : Room::Enough);
        if (dialog.size() != size || dialog.wholeSize() != size)
            gallery.blame(u"sign-in-"_s + sample.name, {u"has another size than before"_s});
    }
}
