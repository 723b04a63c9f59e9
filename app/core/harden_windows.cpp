// SPDX-License-Identifier: Apache-2.0
#include "core/harden.h"

#include "wire/owner_windows.h"

#include <aclapi.h>
#include <cstdlib>
#include <sddl.h>
#include <string>
#include <string_view>
#include <vector>

namespace vouch {

namespace {

/// What the user's other programs may do with this process: see that it runs, wait for it, end it.
/// Not read its memory, and not change this list: the entry for OWNER RIGHTS (S-1-3-4) takes an
/// owner's implicit right to do so. The system and the administrators keep all rights.
bool closeToOtherPrograms() {
    static_assert((PROCESS_QUERY_LIMITED_INFORMATION | PROCESS_TERMINATE | SYNCHRONIZE |
                   READ_CONTROL) == 0x121001);
    const std::wstring list = L"D:P(A;;0x121001;;;" + wire::ownUser().text() +
                              L")(A;;RC;;;S-1-3-4)(A;;GA;;;SY)(A;;GA;;;BA)";
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(list.c_str(), SDDL_REVISION_1,
                                                                &descriptor, nullptr))
        return false;
    BOOL isPresent = FALSE, isDefault = FALSE;
    PACL access = nullptr;
    const bool isClosed =
        ::GetSecurityDescriptorDacl(descriptor, &isPresent, &access, &isDefault) &&
        ::SetSecurityInfo(::GetCurrentProcess(), SE_KERNEL_OBJECT,
                          DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, nullptr,
                          nullptr, access, nullptr) == ERROR_SUCCESS;
    ::LocalFree(descriptor);
    return isClosed;
}

} // namespace

bool harden() noexcept {
    // A crash ends the process: no dialog, and no dump by Windows Error Reporting.
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
    ::SetUnhandledExceptionFilter(
        [](EXCEPTION_POINTERS *) -> LONG { return EXCEPTION_EXECUTE_HANDLER; });
    // Libraries come from the program's folder and from Windows, not from the current folder.
    const bool isSearchSafe = ::SetDllDirectoryW(L"") != FALSE;
    try {
        return closeToOtherPrograms() && isSearchSafe;
    } catch (const std::exception &) {
        return false;
    }
}

bool hideMemory() noexcept {
    return true; // by harden()
}

void forgetOpenSslVariables() {
    std::vector<std::wstring> names;
    wchar_t *all = ::GetEnvironmentStringsW();
    for (const wchar_t *entry = all; entry != nullptr && *entry != L'\0';) {
        const std::wstring_view text(entry);
        if (text.starts_with(L"OPENSSL_"))
            names.emplace_back(text.substr(0, text.find(L'=')));
        entry += text.size() + 1;
    }
    ::FreeEnvironmentStringsW(all);
    for (const std::wstring &name : names)
        ::_wputenv_s(name.c_str(), L""); // removes it, also from what getenv() sees
}

} // namespace vouch
