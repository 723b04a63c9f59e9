// SPDX-License-Identifier: Apache-2.0
#include "cli/browser.h"

#include "wire/native_windows.h"

#include <shellapi.h>

namespace vouch::cli {

bool openInBrowser(const QString &address) {
    // Only what a browser opens: Windows would start a program by its name.
    if (!address.startsWith(QLatin1String("https://")) &&
        !address.startsWith(QLatin1String("http://")))
        return false;
    const HINSTANCE result = ::ShellExecuteW(nullptr, L"open", address.toStdWString().c_str(),
                                             nullptr, nullptr, SW_SHOWNORMAL);
    return reinterpret_cast<INT_PTR>(result) > 32; // ShellExecute's own rule
}

} // namespace vouch::cli
