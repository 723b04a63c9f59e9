// SPDX-License-Identifier: Apache-2.0
#include "endpoint/peer.h"

#include "endpoint/requester_lookup.h"
#include "wire/process.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace vouch::endpoint {

std::optional<Peer> kernelPeer(qintptr socket) {
    const int file = static_cast<int>(socket);
    uid_t user = 0;
    gid_t group = 0;
    pid_t pid = 0;
    socklen_t size = sizeof pid;
    if (::getpeereid(file, &user, &group) != 0 ||
        ::getsockopt(file, SOL_LOCAL, LOCAL_PEERPID, &pid, &size) != 0)
        return std::nullopt;
    return Peer{pid, user, wire::startOf(pid)};
}

bool mayCall(const std::optional<Peer> &peer) {
    return peer && peer->uid == qint64(::geteuid());
}

std::optional<FileId> lookAtFile(const wire::Process &process, const std::string &file) {
    const std::string path = file.empty()            ? process.executable
                             : file.starts_with('/') ? file
                                                     : process.directory + '/' + file;
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        return std::nullopt;
    return FileId{static_cast<std::uint64_t>(info.st_dev), info.st_ino,
                  (info.st_mode & (S_IWGRP | S_IWOTH)) != 0};
}

std::optional<FileId> ownCommandLine() {
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/vouch");
    struct stat info {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return FileId{static_cast<std::uint64_t>(info.st_dev), info.st_ino, false};
}

} // namespace vouch::endpoint
