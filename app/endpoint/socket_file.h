// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

/// The file that stands for the socket, where the system has one.
namespace vouch::endpoint {

/// What tells this socket from one that another process puts in its place; 0 if there is none.
std::uint64_t socketId(const std::string &path);

/// Whether it is a socket that only its owner can connect to.
bool isPrivateSocket(const std::string &path);

/// Removes it, if it's still the one that `socketId` gave `id` for.
void removeSocket(const std::string &path, std::uint64_t id);

} // namespace vouch::endpoint
