// SPDX-License-Identifier: Apache-2.0
#include "endpoint/peer.h"

#include "endpoint/requester_lookup.h"
#include "wire/process.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vouch::endpoint {

std::optional<Peer> kernelPeer(qintptr socket) {
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return std::nullopt;
    return Peer{credentials.pid, credentials.uid, wire::startOf(credentials.pid)};
}

bool mayCall(const std::optional<Peer> &peer) {
    return peer && peer->uid == qint64(::geteuid());
}

std::optional<FileId> lookAtFile(const wire::Process &process, const std::string &file) {
    const std::string folder = "/proc/" + std::to_string(process.pid);
    const std::string path = file.empty()            ? folder + "/exe"
                             : file.starts_with('/') ? folder + "/root" + file
                                                     : folder + "/cwd/" + file;
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0 || !S_ISREG(info.st_mode))
        return std::nullopt;
    return FileId{info.st_dev, info.st_ino, (info.st_mode & (S_IWGRP | S_IWOTH)) != 0};
}

std::optional<FileId> ownCommandLine() {
    const QString path = QCoreApplication::applicationDirPath() + QStringLiteral("/vouch");
    struct stat info {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return FileId{info.st_dev, info.st_ino, false};
}

} // namespace vouch::endpoint
