// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFileDevice>
#include <QFileInfo>

namespace vouch {

/// The permissions of a file and of a folder that only their owner may use.
inline constexpr auto privateFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
inline constexpr auto privateFolder = privateFile | QFileDevice::ExeOwner;

/// Whether the file belongs to the user this process runs as.
bool isOurs(const QFileInfo &file);

/// Whether the file belongs to the user with this number. Windows has no such numbers: there, 0
/// stands for the administrators and the system, as it does elsewhere for root.
bool isOwnedBy(const QFileInfo &file, uint owner);

/// Whether users other than its owner and the administrators can change it.
bool othersMayWrite(const QFileInfo &file);

/// Whether the file exists and is write-protected, by its mode also for root.
bool isReadOnly(const QFileInfo &file);

/// Throws Error::Kind::NotSetUp unless this is a regular file that we own and nobody else can
/// write.
void requireOursAlone(const QFileInfo &file);

} // namespace vouch
