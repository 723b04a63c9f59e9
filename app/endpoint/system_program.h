// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace vouch::endpoint {

/// Whether an administrator installed the program, so that its name can be trusted.
bool isSystemProgram(std::string_view path);

} // namespace vouch::endpoint
