// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include "posture/registry_windows.h"
#include "wire/owner_windows.h"

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto currentVersion = L"SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

/// As Windows is, not as it shows itself to older programs.
OSVERSIONINFOW windowsVersion() {
    using GetVersion = LONG(WINAPI *)(OSVERSIONINFOW *);
    OSVERSIONINFOW version{};
    version.dwOSVersionInfoSize = sizeof version;
    const auto get = reinterpret_cast<GetVersion>(reinterpret_cast<void *>(
        ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion")));
    if (get != nullptr)
        get(&version);
    return version;
}

QString architecture() {
    SYSTEM_INFO system{};
    ::GetNativeSystemInfo(&system);
    switch (system.wProcessorArchitecture) {
    case PROCESSOR_ARCHITECTURE_AMD64:
        return u"x86_64"_s;
    case PROCESSOR_ARCHITECTURE_ARM64:
        return u"aarch64"_s;
    default:
        return {};
    }
}

} // namespace

void readSystem(const Computer &, Report *report) {
    report->os = u"windows"_s;
    const OSVERSIONINFOW version = windowsVersion();
    report->version = u"%1.%2"_s.arg(QString::number(version.dwMajorVersion),
                                     QString::number(version.dwMinorVersion));
    report->build = QString::number(version.dwBuildNumber);
    if (const auto revision = registryNumber(HKEY_LOCAL_MACHINE, currentVersion, L"UBR"))
        report->build += u'.' + QString::number(*revision);
    report->arch = architecture();
    report->uptime = std::chrono::seconds(::GetTickCount64() / 1000);
    report->elevated = wire::isElevated();
}

} // namespace vouch::posture
