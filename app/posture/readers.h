// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "posture/computer.h"
#include "posture/report.h"

namespace vouch::posture {

// Each reads one matter and writes what it could determine; it leaves the rest of the report alone.

/// Distribution, kernel, machine, uptime, and whether we are root.
void readSystem(const Computer &computer, Report *report);
/// dm-crypt under the root file system.
void readDiskEncryption(const Computer &computer, Report *report);
/// Secure boot and TPM.
void readFirmware(const Computer &computer, Report *report);
/// SELinux or AppArmor.
void readAccessControl(const Computer &computer, Report *report);
/// firewalld, ufw or nftables. Without root nobody can tell that no packet filter is in force, so
/// it is never said.
void readFirewall(const Computer &computer, Report *report);
/// unattended-upgrades or dnf-automatic.
void readUpdates(const Computer &computer, Report *report);
/// GNOME's or Plasma's own, where it runs.
void readScreenLock(const Computer &computer, Report *report);

} // namespace vouch::posture
