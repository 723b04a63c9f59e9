// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/session.h"
#include "ui/model/services.h"

#include <QObject>

#include <chrono>

namespace vouch::ui {

class Notification;

/// Notifies that the session is about to end, and that it did; a new sign-in takes that back.
class SessionNotices : public QObject {
    Q_OBJECT
public:
    /// The name of the button that signs in.
    static constexpr QLatin1StringView signInButton{"sign-in"};

    SessionNotices(const Services &services, Notification &notification);

private:
    void sayLeft(std::chrono::minutes left);
    void sayEnd(Session::End reason);

    Services services_;
    Notification &notification_;
};

} // namespace vouch::ui
