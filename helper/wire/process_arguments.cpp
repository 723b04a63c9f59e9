// SPDX-License-Identifier: Apache-2.0
#include "wire/process_arguments.h"

#include <algorithm>
#include <cstring>

namespace vouch::wire {

std::vector<std::string> argumentsIn(std::string_view block) {
    int count = 0;
    if (block.size() < sizeof count)
        return {};
    std::memcpy(&count, block.data(), sizeof count);
    block.remove_prefix(sizeof count);
    block.remove_prefix(std::min(block.find('\0'), block.size()));              // the path
    block.remove_prefix(std::min(block.find_first_not_of('\0'), block.size())); // its padding
    std::vector<std::string> arguments;
    while (count-- > 0 && !block.empty()) {
        const std::size_t end = std::min(block.find('\0'), block.size());
        arguments.emplace_back(block.substr(0, end));
        block.remove_prefix(std::min(end + 1, block.size()));
    }
    return arguments;
}

} // namespace vouch::wire
