// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"
#include "posture/readers.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

void readUpdates(const Computer &computer, Report *report) {
    const auto value = [&computer](const QString &key) {
        const auto text =
            computer.output(u"/usr/bin/defaults"_s,
                            {u"read"_s, u"/Library/Preferences/com.apple.SoftwareUpdate"_s, key});
        return macos::preference(text.value_or(QByteArray()));
    };
    // A key that was never set has a default, which differs between versions.
    const auto checks = value(u"AutomaticCheckEnabled"_s);
    const auto installs = value(u"AutomaticallyInstallMacOSUpdates"_s);
    if (checks == 0 || installs == 0)
        report->autoUpdate = {false, u"softwareupdate"_s};
    else if (checks && installs)
        report->autoUpdate = {true, u"softwareupdate"_s};
}

} // namespace vouch::posture
