// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/session.h"
#include "ui/model/services.h"

#include <QObject>

#include <chrono>

namespace vouch::platform {
class Notification;
} // namespace vouch::platform

namespace vouch::ui {

/// Notifies the user before the session ends and when it has. A new sign-in withdraws that.
class SessionNotices : public QObject {
    Q_OBJECT
public:
    /// The name of the notification button that signs in.
    static constexpr QLatin1StringView signInButton{"sign-in"};

    SessionNotices(const Services &services, platform::Notification &notification);

private:
    void notifyTimeLeft(std::chrono::minutes left);
    void notifyEnd(Session::End reason);

    Services services_;
    platform::Notification &notification_;
};

} // namespace vouch::ui
