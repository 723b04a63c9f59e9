// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace vouch {

/// Makes a folder, and those around it that are missing, for our user, the system and the
/// administrators: at the root of a drive, Windows would let all users write into it. Throws
/// std::runtime_error, also if others may write into one that was there.
void makeOwnFolder(const std::wstring &path);

} // namespace vouch
