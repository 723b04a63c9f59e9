// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include "posture/registry_windows.h"

#include <initguid.h>

#include <netfw.h>

#include <memory>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether it's on for each kind of network that the computer is connected to.
bool isWindowsFirewallOn() {
    const Com com;
    void *found = nullptr;
    if (FAILED(::CoCreateInstance(CLSID_NetFwPolicy2, nullptr, CLSCTX_INPROC_SERVER,
                                  IID_INetFwPolicy2, &found)))
        return false;
    const std::unique_ptr<INetFwPolicy2, Releaser> policy(static_cast<INetFwPolicy2 *>(found));
    LONG current = 0;
    if (FAILED(policy->get_CurrentProfileTypes(&current)) || current == 0)
        return false;
    for (const auto kind :
         {NET_FW_PROFILE2_DOMAIN, NET_FW_PROFILE2_PRIVATE, NET_FW_PROFILE2_PUBLIC}) {
        VARIANT_BOOL isOn = VARIANT_FALSE;
        if ((current & kind) != 0 &&
            (FAILED(policy->get_FirewallEnabled(kind, &isOn)) || isOn == VARIANT_FALSE))
            return false;
    }
    return true;
}

} // namespace

// If it's off, another maker's may take its place, which Windows doesn't tell reliably.
void readFirewall(const Computer &, Report *report) {
    if (isWindowsFirewallOn())
        report->firewall = {true, u"windows firewall"_s};
}

} // namespace vouch::posture
