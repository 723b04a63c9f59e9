// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// UEFI 2.10 section 3.3: the variable SecureBoot is 1 while the firmware enforces it. efivarfs
/// prepends four bytes of attributes.
std::optional<bool> secureBoot(const Computer &computer) {
    const QString variables = u"/sys/firmware/efi/efivars"_s;
    const auto variable =
        computer.file(variables + u"/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"_s);
    if (variable)
        return variable->size() == 5 && variable->at(4) <= 1 ? std::optional(variable->at(4) == 1)
                                                             : std::nullopt;
    // A PC booted without EFI: no secure boot.
    const bool isPc = computer.exists(u"/sys/firmware/acpi"_s);
    if (isPc && !computer.exists(u"/sys/firmware/efi"_s))
        return false;
    return std::nullopt;
}

} // namespace

void readFirmware(const Computer &computer, Report *report) {
    report->secureBoot = secureBoot(computer);
    // No folder: the kernel was built without TPM support, so it's unknown.
    if (!computer.exists(u"/sys/class/tpm"_s))
        return;
    report->tpm = !computer.names(u"/sys/class/tpm"_s).isEmpty();
    const auto major = computer.line(u"/sys/class/tpm/tpm0/tpm_version_major"_s);
    if (major == u"2"_s)
        report->tpmVersion = u"2.0"_s;
    else if (major == u"1"_s)
        report->tpmVersion = u"1.2"_s;
}

} // namespace vouch::posture
