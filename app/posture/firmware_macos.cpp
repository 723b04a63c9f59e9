// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"
#include "posture/readers.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

/// Only what a Mac with a T2 chip says to everybody; an Apple silicon's policy is root's to read.
/// The Secure Enclave isn't a TPM.
void readFirmware(const Computer &computer, Report *report) {
    const auto policy = computer.output(
        u"/usr/sbin/nvram"_s, {u"94b73556-2197-4702-82a8-3e1337dafbfb:AppleSecureBootPolicy"_s});
    report->secureBoot = macos::isBootSecure(policy.value_or(QByteArray()));
}

} // namespace vouch::posture
