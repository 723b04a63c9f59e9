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

/// From here on, the text is about the end and no longer about signing in again.
constexpr auto nearEnd = 5min;

} // namespace

SessionNotices::SessionNotices(const Services &services, platform::Notification &notification)
    : services_(services), notification_(notification) {
    connect(&services_.notices, &Notices::endIsNear, this, &SessionNotices::notifyTimeLeft);
    connect(&services_.session, &Session::ended, this, &SessionNotices::notifyEnd);
    connect(&services_.session, &Session::began, &notification_, &platform::Notification::withdraw);
}

void SessionNotices::notifyTimeLeft(std::chrono::minutes left) {
    const Session &session = services_.session;
    const Time nextEnd = services_.clock.now() + (session.expiresAt() - session.beganAt());
    const QString text =
        left > nearEnd
            ? tr("Sign in again to keep git working until %1.").arg(dayTime(nextEnd))
            : tr("Git will stop working with CodeCommit at %1.").arg(dayTime(session.expiresAt()));
    notification_.show(tr("%n minute(s) left", nullptr, int(left.count())), text,
                       {{signInButton, tr("Sign in again")}});
}

void SessionNotices::notifyEnd(Session::End reason) {
    if (reason == Session::End::SignedOut) // the user did it
        notification_.withdraw();
    else
        notification_.show(sessionEndText(reason), tr("Sign in the next time you need git."),
                           {{signInButton, tr("Sign in")}});
}

} // namespace vouch::ui
