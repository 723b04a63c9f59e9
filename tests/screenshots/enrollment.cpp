// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"
#include "ui/prompts/enrollment_dialog.h"
#include "ui/prompts/enrollment_view.h"
#include "world.h"

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using Kind = Enrollment::CeremonyStateKind;

void drawEnrollment(Gallery &gallery) {
    test::World world(false);
    EnrollmentDialog dialog(
        world.enrollment, [] { return u"us.vouch.sh"_s; }, nullptr);
    auto *view = dialog.findChild<EnrollmentView *>();
    dialog.show();
    const auto take = [&](const QString &name, const Enrollment::CeremonyState &state,
                          const std::optional<Error> &problem = {}) {
        view->show(state, problem);
        const Room room = gallery.isLarge() ? Room::Scarce : Room::Enough;
        gallery.take(dialog, u"enrolment-"_s + name, room);
    };

    take(u"asking"_s, Kind::Asking);
    Enrollment::CeremonyState waiting(Kind::Waiting);
    waiting.code = u"WDJB-MJHT"_s;
    waiting.address = QUrl(u"https://us.vouch.sh/device"_s);
    waiting.until = world.clock.now() + 10min;
    take(u"waiting"_s, waiting);
    waiting.reachable = false;
    take(u"unreachable"_s, waiting);
    waiting.reachable = true;
    waiting.code = QString(32, u'W');
    if (!gallery.isLarge()) // where it makes the window wider
        take(u"long-code"_s, waiting);
    Enrollment::CeremonyState done(Kind::RegisteringKey);
    done.email = u"nora.winter@example.com"_s;
    take(u"registering"_s, done);
    done.kind = Kind::Done;
    done.key = Enrollment::KeyState::Added;
    take(u"done"_s, done);
    done.key = Enrollment::KeyState::NotAdded;
    take(u"done-without-key"_s, done);
    take(u"denied"_s, Kind::Denied,
         Error(Error::Kind::Server, Enrollment::tr("The sign-in was denied in the browser."),
               Enrollment::tr("If that wasn't you, tell your administrator.")));
    take(u"expired"_s, Kind::Expired,
         Error(Error::Kind::TimedOut, Enrollment::tr("The code has expired."),
               Enrollment::tr("Try again with a new code.")));
}
