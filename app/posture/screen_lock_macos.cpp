// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"
#include "posture/readers.h"

#include <algorithm>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

void readScreenLock(const Computer &computer, Report *report) {
    const auto status =
        computer.messages(u"/usr/sbin/sysadminctl"_s, {u"-screenLock"_s, u"status"_s});
    const auto lock = macos::lockDelay(status.value_or(QByteArray()));
    if (!lock)
        return;
    if (!lock->isOn) {
        report->screenLock = false;
        return;
    }
    // The screen saver, or the dark display if that comes first; 0 is never.
    const auto saver = macos::preference(
        computer
            .output(u"/usr/bin/defaults"_s,
                    {u"-currentHost"_s, u"read"_s, u"com.apple.screensaver"_s, u"idleTime"_s})
            .value_or(QByteArray()));
    const auto dark =
        macos::displaySleep(computer.output(u"/usr/bin/pmset"_s, {u"-g"_s}).value_or(QByteArray()));
    if (!saver || !dark) // one that was never set has a default, which differs between versions
        return;
    std::chrono::seconds idle = std::min(std::chrono::seconds(*saver), std::chrono::seconds(*dark));
    if (idle.count() == 0) // one of them never comes
        idle = std::max(std::chrono::seconds(*saver), std::chrono::seconds(*dark));
    report->screenLock = idle.count() > 0;
    if (*report->screenLock)
        report->screenLockAfter = idle + lock->after;
}

} // namespace vouch::posture
