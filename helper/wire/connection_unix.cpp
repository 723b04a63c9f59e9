// SPDX-License-Identifier: Apache-2.0
#include "wire/connection.h"

#include "wire/local_socket_unix.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

namespace vouch::wire {
namespace {

constexpr int connectSeconds = 10;
/// Waits until `socket` is ready for `events` (POLLIN, POLLOUT). False at the deadline.
bool isReady(int socket, short events, Deadline deadline) {
    using namespace std::chrono;
    while (true) {
        const auto left = ceil<milliseconds>(deadline - steady_clock::now()).count();
        if (left <= 0)
            return false;
        pollfd entry{socket, events, 0};
        const int bounded = static_cast<int>(std::min<decltype(left)>(left, 60'000));
        if (::poll(&entry, 1, bounded) > 0)
            return true;
    }
}

} // namespace

std::optional<Connection> Connection::open(const RuntimePaths &paths) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, paths.endpoint.c_str(), paths.endpoint.size() + 1);

    const int file = localSocket();
    Connection connection(file);
    if (file < 0)
        throw ConnectionError(std::string("Can't open a socket: ") + std::strerror(errno) + ".");
    // connect() blocks while the application's accept queue is full; don't wait forever.
    const timeval patience{connectSeconds, 0};
    ::setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (::connect(file, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) {
        if (errno == ENOENT || errno == ECONNREFUSED)
            return std::nullopt;
        throw ConnectionError(std::string("Can't reach Vouch at ") + paths.endpoint + ": " +
                              std::strerror(errno) + ".");
    }
    if (!directoryIsOurs(paths) || !peerIsOurs(file))
        throw ConnectionError("The socket " + paths.endpoint +
                              " belongs to another user. Nothing was sent to it.");
    return connection;
}

Connection::Connection(Connection &&other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(other.received_),
      reader_(std::move(other.reader_)) {}

Connection::~Connection() {
    if (socket_ >= 0)
        ::close(static_cast<int>(socket_));
}

std::size_t Connection::sendSome(std::string_view bytes, Deadline deadline) {
    const int file = static_cast<int>(socket_);
    while (isReady(file, POLLOUT, deadline)) {
        const ssize_t sent = sendQuietly(file, bytes);
        if (sent > 0)
            return static_cast<std::size_t>(sent);
        if (errno != EAGAIN && errno != EINTR)
            return 0;
    }
    throw ConnectionError(late_);
}

std::size_t Connection::receiveSome(char *buffer, std::size_t size, Deadline deadline) {
    const int file = static_cast<int>(socket_);
    while (isReady(file, POLLIN, deadline)) {
        const ssize_t got = ::recv(file, buffer, size, MSG_DONTWAIT);
        if (got >= 0)
            return static_cast<std::size_t>(got);
        if (errno != EAGAIN && errno != EINTR)
            return 0;
    }
    throw ConnectionError(late_);
}

} // namespace vouch::wire
