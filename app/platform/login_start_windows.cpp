// SPDX-License-Identifier: Apache-2.0
// A value of the registry's Run key; Windows' settings note beside it what the user turned off.
#include "platform/login_start.h"

#include "core/error.h"
#include "wire/native_windows.h"

#include <QCoreApplication>
#include <QDir>

#include <array>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Autostart)
};

constexpr auto runKey = L"Software\\Microsoft\\Windows\\CurrentVersion\\Run";
constexpr auto approvedKey =
    L"Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\StartupApproved\\Run";
constexpr auto valueName = L"Vouch";

/// The first byte is odd.
bool switchedOffByWindows() {
    std::array<BYTE, 64> state{};
    DWORD size = DWORD(state.size());
    return ::RegGetValueW(HKEY_CURRENT_USER, approvedKey, valueName, RRF_RT_REG_BINARY, nullptr,
                          state.data(), &size) == ERROR_SUCCESS &&
           (state[0] & 1) != 0;
}

void require(LSTATUS status) {
    if (status != ERROR_SUCCESS && status != ERROR_FILE_NOT_FOUND)
        throw Error(Error::Kind::NotFound,
                    Strings::tr("Can't change %1.")
                        .arg(u"HKEY_CURRENT_USER\\"_s + QString::fromWCharArray(runKey)),
                    Strings::tr("Check its permissions and the disk."),
                    QString::fromStdString(wire::errorText(DWORD(status))));
}

} // namespace

void setStartAtLogin(bool wanted, bool isChange, const QString &program) {
    if (!wanted) {
        require(::RegDeleteKeyValueW(HKEY_CURRENT_USER, runKey, valueName));
        return;
    }
    if (switchedOffByWindows()) {
        if (!isChange)
            return;
        require(::RegDeleteKeyValueW(HKEY_CURRENT_USER, approvedKey, valueName));
    }
    const std::wstring line =
        u"\"%1\" --background"_s.arg(QDir::toNativeSeparators(program)).toStdWString();
    require(::RegSetKeyValueW(HKEY_CURRENT_USER, runKey, valueName, REG_SZ, line.c_str(),
                              DWORD((line.size() + 1) * sizeof(wchar_t))));
}

} // namespace vouch::platform
