// SPDX-License-Identifier: Apache-2.0
#include "core/harden.h"

#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace vouch {

bool harden() noexcept {
    const rlimit none{0, 0};
    const bool noCore = ::setrlimit(RLIMIT_CORE, &none) == 0;
    const bool notDumpable = ::prctl(PR_SET_DUMPABLE, 0) == 0;
    return noCore && notDumpable;
}

void forgetOpenSslVariables() {
    std::vector<std::string> names;
    for (char **entry = environ; *entry != nullptr; ++entry)
        if (const std::string_view text(*entry); text.starts_with("OPENSSL_"))
            names.emplace_back(text.substr(0, text.find('=')));
    for (const std::string &name : names)
        ::unsetenv(name.c_str());
}

} // namespace vouch
