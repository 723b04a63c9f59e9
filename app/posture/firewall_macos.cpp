// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"
#include "posture/readers.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

void readFirewall(const Computer &computer, Report *report) {
    const auto state = computer.output(u"/usr/libexec/ApplicationFirewall/socketfilterfw"_s,
                                       {u"--getglobalstate"_s});
    if (const auto isOn = macos::isFirewallOn(state.value_or(QByteArray())))
        report->firewall = {isOn, u"application-firewall"_s};
}

} // namespace vouch::posture
