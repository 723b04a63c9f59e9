// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

namespace vouch::platform {

class LockSignals; // the platform's implementation

/// Reports when the user's screen is locked and when the computer goes to sleep, if this system
/// reports it. Event-driven, never polls. GUI thread.
class LockWatch : public QObject {
    Q_OBJECT
public:
    LockWatch();
    ~LockWatch() override;

    /// Whether this system reports it. May change while the application runs.
    bool reportsLock() const;
    bool reportsSuspend() const;

Q_SIGNALS:
    void screenLocked();
    /// The computer sleeps once all connected slots have returned. If the system couldn't be
    /// delayed that long, they may run only after it wakes.
    void suspending();
    void abilitiesChanged();

private:
    std::unique_ptr<LockSignals> signals_;
};

} // namespace vouch::platform
