// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

void readAccessControl(const Computer &computer, Report *report) {
    const auto selinux = computer.line(u"/sys/fs/selinux/enforce"_s);
    if (selinux == u"1"_s || selinux == u"0"_s) {
        report->accessControl = {selinux == u"1"_s, u"selinux"_s};
        return;
    }
    const auto appArmor = computer.line(u"/sys/module/apparmor/parameters/enabled"_s);
    if (appArmor == u"N"_s)
        report->accessControl = {false, u"apparmor"_s};
    // Even if enabled, it enforces nothing until its profiles are loaded, and only root can list
    // them.
    else if (appArmor == u"Y"_s && computer.isActive(u"apparmor.service"_s) == true)
        report->accessControl = {true, u"apparmor"_s};
}

} // namespace vouch::posture
