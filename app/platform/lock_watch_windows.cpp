// SPDX-License-Identifier: Apache-2.0
#include "platform/lock_watch.h"

#include "core/message_window_windows.h"

#include <wtsapi32.h>

namespace vouch::platform {

class LockSignals {
public:
    explicit LockSignals(LockWatch *watch)
        : window_([watch](UINT message, WPARAM what, LPARAM) {
              if (message == WM_WTSSESSION_CHANGE && what == WTS_SESSION_LOCK)
                  Q_EMIT watch->screenLocked();
              // Windows waits for us, for two seconds.
              if (message == WM_POWERBROADCAST && what == PBT_APMSUSPEND)
                  Q_EMIT watch->suspending();
              return false;
          }),
          reportsLock_(
              ::WTSRegisterSessionNotification(window_.handle(), NOTIFY_FOR_THIS_SESSION)) {}
    LockSignals(const LockSignals &) = delete;
    LockSignals &operator=(const LockSignals &) = delete;
    ~LockSignals() {
        if (reportsLock_)
            ::WTSUnRegisterSessionNotification(window_.handle());
    }

    bool reportsLock() const { return reportsLock_; }
    bool reportsSuspend() const { return window_.handle() != nullptr; }

private:
    MessageWindow window_;
    const bool reportsLock_;
};

LockWatch::LockWatch() : signals_(std::make_unique<LockSignals>(this)) {}

LockWatch::~LockWatch() = default;

bool LockWatch::reportsLock() const {
    return signals_->reportsLock();
}

bool LockWatch::reportsSuspend() const {
    return signals_->reportsSuspend();
}

} // namespace vouch::platform
