// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "posture/computer.h"
#include "posture/report.h"

namespace vouch::posture {

// Each reader sets its part of the report, as far as it can be determined, and leaves the rest
// alone.

/// The system's name and version, architecture, uptime, and whether we're root.
void readSystem(const Computer &computer, Report *report);
/// dm-crypt under the root file system; BitLocker on Windows' drive; FileVault.
void readDiskEncryption(const Computer &computer, Report *report);
/// Secure boot and TPM.
void readFirmware(const Computer &computer, Report *report);
/// SELinux or AppArmor; macOS's System Integrity Protection. Nothing on Windows.
void readAccessControl(const Computer &computer, Report *report);
/// firewalld, ufw or nftables; Windows' own; macOS's own. On Linux it never reports that there's no
/// firewall, which only root could determine.
void readFirewall(const Computer &computer, Report *report);
/// unattended-upgrades or dnf-automatic; Windows Update; macOS's updates.
void readUpdates(const Computer &computer, Report *report);
/// GNOME's or Plasma's, if it's running; Windows' limit of inactivity and its screen saver;
/// macOS's screen saver and the display's sleep.
void readScreenLock(const Computer &computer, Report *report);

} // namespace vouch::posture
