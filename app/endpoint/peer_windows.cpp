// SPDX-License-Identifier: Apache-2.0
#include "endpoint/peer.h"

#include "core/ownership.h"
#include "endpoint/requester_lookup.h"
#include "wire/owner_windows.h"
#include "wire/process.h"

#include <QCoreApplication>
#include <QDir>

namespace vouch::endpoint {

namespace {

constexpr qint64 ourUser = 0; ///< Peer's user is a number, and Windows has none

/// Whether the pipe's client was our user when it connected. The process that has its pid now may
/// be another one.
bool connectedAsUs(HANDLE pipe) {
    if (!::ImpersonateNamedPipeClient(pipe))
        return false;
    wire::Handle token;
    const BOOL opened = ::OpenThreadToken(::GetCurrentThread(), TOKEN_QUERY, TRUE, token.receive());
    if (!::RevertToSelf()) // going on as the client would be worse
        ::TerminateProcess(::GetCurrentProcess(), 1);
    return opened && wire::userOf(token.get()) == wire::ownUser();
}

/// Of a file that exists; nothing for anything else.
std::optional<FileId> fileId(const QString &path) {
    const QFileInfo file(path);
    const wire::Handle handle(::CreateFileW(QDir::toNativeSeparators(path).toStdWString().c_str(),
                                            FILE_READ_ATTRIBUTES,
                                            FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                            nullptr, OPEN_EXISTING, 0, nullptr));
    BY_HANDLE_FILE_INFORMATION info{};
    if (!handle || !file.isFile() || !::GetFileInformationByHandle(handle.get(), &info))
        return std::nullopt;
    return FileId{info.dwVolumeSerialNumber,
                  std::uint64_t(info.nFileIndexHigh) << 32 | info.nFileIndexLow,
                  othersMayWrite(file)};
}

} // namespace

std::optional<Peer> kernelPeer(qintptr socket) {
    const auto pipe = reinterpret_cast<HANDLE>(socket);
    ULONG pid = 0;
    if (!::GetNamedPipeClientProcessId(pipe, &pid) || !connectedAsUs(pipe))
        return std::nullopt;
    const wire::Handle process(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid));
    if (!process || !wire::isOurProcess(process.get()))
        return std::nullopt;
    return Peer{qint64(pid), ourUser, wire::startOf(wire::ProcessId(pid))};
}

bool mayCall(const std::optional<Peer> &peer) {
    return peer && peer->uid == ourUser;
}

std::optional<FileId> lookAtFile(const wire::Process &process, const std::string &file) {
    if (file.empty())
        return fileId(QString::fromStdString(process.executable));
    return fileId(QDir(QString::fromStdString(process.directory))
                      .absoluteFilePath(QString::fromStdString(file)));
}

std::optional<FileId> ownCommandLine() {
    return fileId(QCoreApplication::applicationDirPath() + QStringLiteral("/vouch.exe"));
}

} // namespace vouch::endpoint
