// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// Appends a profile with a region to the AWS config file, which is created if it doesn't exist,
/// for its owner only. What the file has stays byte for byte, and so does its mode. Blocking.
/// Throws Error, and then leaves the file unchanged: also if it has that profile already.
void addProfileToConfig(const QString &path, const QString &profile, const QString &region);

} // namespace vouch
