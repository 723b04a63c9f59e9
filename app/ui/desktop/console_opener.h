// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <functional>

namespace vouch {
class Configuration;
class ConsoleSignIn;
class Error;
} // namespace vouch

namespace vouch::ui {

/// Opens AWS's console in the browser, signed in with the default role or profile. Prompts for what
/// that needs.
class ConsoleOpener {
public:
    /// `failed` is called with what went wrong, unless the user canceled it.
    ConsoleOpener(Configuration &configuration, ConsoleSignIn &console,
                  std::function<void(const Error &error)> failed);

    void open();

private:
    QCoro::Task<> opened(std::stop_token stop);

    Configuration &configuration_;
    ConsoleSignIn &console_;
    std::function<void(const Error &error)> failed_;
    ScopedTask opening_;
};

} // namespace vouch::ui
