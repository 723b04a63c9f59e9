// SPDX-License-Identifier: Apache-2.0
#include "ui/tray/session_notices.h"

#include "core/clock.h"
#include "platform/notification.h"
#include "session/notices.h"
#include "ui/text/session_end_text.h"
#include "ui/text/time_text.h"

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

/// From here on the end is what matters, not what another touch would give.
constexpr auto nearEnd = 5min;

} // namespace

SessionNotices::SessionNotices(const Services &services, Notification &notification)
    : services_(services), notification_(notification) {
    connect(&services_.notices, &Notices::endIsNear, this, &SessionNotices::sayLeft);
    connect(&services_.session, &Session::ended, this, &SessionNotices::sayEnd);
    connect(&services_.session, &Session::began, &notification_, &Notification::withdraw);
}

void SessionNotices::sayLeft(std::chrono::minutes left) {
    const Session &session = services_.session;
    const Time nextEnd = services_.clock.now() + (session.expiresAt() - session.beganAt());
    const QString text =
        left > nearEnd
            ? tr("Sign in again to keep git working until %1.").arg(dayTime(nextEnd))
            : tr("Git stops working with CodeCommit at %1.").arg(dayTime(session.expiresAt()));
    notification_.show(tr("%n minute(s) left", nullptr, int(left.count())), text,
                       {{signInButton, tr("Sign in again")}});
}

void SessionNotices::sayEnd(Session::End reason) {
    if (reason == Session::End::SignedOut) // the person knows
        notification_.withdraw();
    else
        notification_.show(sessionEndText(reason), tr("Sign in when you next need git."),
                           {{signInButton, tr("Sign in")}});
}

} // namespace vouch::ui
