// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"
#include "posture/readers.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

void readAccessControl(const Computer &computer, Report *report) {
    const auto status = computer.output(u"/usr/bin/csrutil"_s, {u"status"_s});
    if (const auto isOn = macos::isIntegrityProtected(status.value_or(QByteArray())))
        report->accessControl = {isOn, u"sip"_s};
}

} // namespace vouch::posture
