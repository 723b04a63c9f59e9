// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

namespace vouch::virtualkey {

template <auto release>
struct OpensslRelease {
    template <typename Object>
    void operator()(Object *object) const {
        release(object);
    }
};

/// Owns an OpenSSL object that `release` frees.
template <typename Object, auto release>
using OpensslHandle = std::unique_ptr<Object, OpensslRelease<release>>;

/// OpenSSL's functions answer 1 when they worked.
inline void requireOpenssl(bool worked, const char *what) {
    if (!worked)
        throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

} // namespace vouch::virtualkey
