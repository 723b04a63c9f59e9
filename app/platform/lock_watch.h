// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <memory>

namespace vouch::ui {

class LockSignals; // a platform's way to know

/// Tells when the person's screen is locked and when the computer goes to sleep, as far as this
/// system says so. Waits for the system's own messages and never asks again. GUI thread.
class LockWatch : public QObject {
    Q_OBJECT
public:
    LockWatch();
    ~LockWatch() override;

    /// Whether this system tells it; may change while the application runs.
    bool tellsLock() const;
    bool tellsSuspend() const;

Q_SIGNALS:
    void screenLocked();
    /// The computer sleeps as soon as whoever is connected has returned, or at its next moment
    /// awake where the system could not be held for so long.
    void suspending();
    void abilitiesChanged();

private:
    std::unique_ptr<LockSignals> signals_;
};

} // namespace vouch::ui
