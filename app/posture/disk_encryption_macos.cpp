// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"
#include "posture/readers.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

void readDiskEncryption(const Computer &computer, Report *report) {
    const auto status = computer.output(u"/usr/bin/fdesetup"_s, {u"status"_s});
    if (const auto isOn = macos::isFileVaultOn(status.value_or(QByteArray())))
        report->diskEncryption = {isOn, u"filevault"_s};
}

} // namespace vouch::posture
