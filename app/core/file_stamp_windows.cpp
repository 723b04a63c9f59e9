// SPDX-License-Identifier: Apache-2.0
#include "core/file_stamp.h"

#include "wire/native_windows.h"

namespace vouch {

FileStamp fileStamp(const QString &path) {
    const wire::Handle file(::CreateFileW(path.toStdWString().c_str(), FILE_READ_ATTRIBUTES,
                                          FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                          nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS,
                                          nullptr));
    BY_HANDLE_FILE_INFORMATION info{};
    if (!file || !::GetFileInformationByHandle(file.get(), &info))
        return {};
    const auto joined = [](DWORD high, DWORD low) { return quint64(high) << 32 | low; };
    constexpr quint64 unitsInSecond = 10'000'000; // of 100 ns, since 1601
    const quint64 written =
        joined(info.ftLastWriteTime.dwHighDateTime, info.ftLastWriteTime.dwLowDateTime);
    return {qint64(written / unitsInSecond), qint64(written % unitsInSecond * 100),
            qint64(joined(info.nFileSizeHigh, info.nFileSizeLow)),
            joined(info.nFileIndexHigh, info.nFileIndexLow)};
}

} // namespace vouch
