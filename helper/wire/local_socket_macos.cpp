// SPDX-License-Identifier: Apache-2.0
#include "wire/local_socket_unix.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vouch::wire {

int localSocket() {
    const int file = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (file < 0)
        return file;
    ::fcntl(file, F_SETFD, FD_CLOEXEC);
    const int yes = 1;
    ::setsockopt(file, SOL_SOCKET, SO_NOSIGPIPE, &yes, sizeof yes);
    return file;
}

ssize_t sendQuietly(int socket, std::string_view bytes) {
    return ::send(socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
}

bool peerIsOurs(int socket) {
    uid_t user = 0;
    gid_t group = 0;
    return ::getpeereid(socket, &user, &group) == 0 && user == ::geteuid();
}

} // namespace vouch::wire
