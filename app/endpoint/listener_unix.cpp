// SPDX-License-Identifier: Apache-2.0
#include "endpoint/listener.h"

#include <QCoreApplication>
#include <QLocalServer>

#include <cstdint>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

namespace vouch::endpoint {

namespace {

/// What tells this socket from one that another process puts in its place; 0 if there is none.
std::uint64_t socketId(const std::string &path) {
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0 ? std::uint64_t(info.st_ino) : 0;
}

} // namespace

struct Listener::Native {
    wire::RuntimePaths paths;
    QLocalServer server;
    std::uint64_t id = 0; ///< of our socket
};

Listener::Listener(const wire::RuntimePaths &paths, int backlog)
    : native_(std::make_unique<Native>()) {
    native_->paths = paths;
    QLocalServer &server = native_->server;
    server.setSocketOptions(QLocalServer::UserAccessOption);
    server.setListenBacklogSize(backlog);
    server.setMaxPendingConnections(backlog);
    connect(&server, &QLocalServer::newConnection, this, &Listener::connected);
}

Listener::~Listener() {
    const std::string &path = native_->paths.endpoint;
    if (native_->id != 0 && socketId(path) == native_->id) // still ours
        ::unlink(path.c_str());
}

bool Listener::listen() {
    // Any socket at the path is stale: replace it atomically. On closing, QLocalServer removes its
    // path, whatever is there by then, so it listens on a temporary one.
    const wire::RuntimePaths &paths = native_->paths;
    const std::string temporary =
        paths.directory + "/." + std::to_string(QCoreApplication::applicationPid());
    if (!native_->server.listen(QString::fromStdString(temporary)) ||
        std::rename(temporary.c_str(), paths.endpoint.c_str()) != 0)
        return false;
    native_->id = socketId(paths.endpoint);
    return true;
}

QString Listener::errorString() const {
    return native_->server.errorString();
}

QLocalSocket *Listener::next() {
    return native_->server.nextPendingConnection();
}

bool isPrivateEndpoint(const wire::RuntimePaths &paths) {
    struct stat info {};
    return wire::directoryIsOurs(paths) && ::lstat(paths.endpoint.c_str(), &info) == 0 &&
           S_ISSOCK(info.st_mode) && (info.st_mode & 077) == 0;
}

} // namespace vouch::endpoint
