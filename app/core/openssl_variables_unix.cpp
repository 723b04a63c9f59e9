// SPDX-License-Identifier: Apache-2.0
#include "core/harden.h"

#include <cstdlib>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

extern char **environ; // no header has to declare it (POSIX)

namespace vouch {

void forgetOpenSslVariables() {
    std::vector<std::string> names;
    for (char **entry = environ; *entry != nullptr; ++entry)
        if (const std::string_view text(*entry); text.starts_with("OPENSSL_"))
            names.emplace_back(text.substr(0, text.find('=')));
    for (const std::string &name : names)
        ::unsetenv(name.c_str());
}

} // namespace vouch
