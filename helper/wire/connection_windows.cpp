// SPDX-License-Identifier: Apache-2.0
#include "wire/connection.h"

#include "wire/owner_windows.h"

#include <utility>

namespace vouch::wire {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds connectTimeout{10};

HANDLE handleOf(std::intptr_t socket) {
    return reinterpret_cast<HANDLE>(socket); // NOLINT(performance-no-int-to-ptr)
}

/// Opens the pipe; empty if nobody listens. While all its instances are taken, waits for one.
Handle openPipe(const std::string &endpoint) {
    const std::wstring name = wide(endpoint);
    const Deadline deadline = steady_clock::now() + connectTimeout;
    while (true) {
        // The other end may find out who we are, but not act in our name.
        const HANDLE pipe = ::CreateFileW(
            name.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING,
            FILE_FLAG_OVERLAPPED | SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, nullptr);
        if (pipe != INVALID_HANDLE_VALUE)
            return Handle(pipe);
        const DWORD error = ::GetLastError();
        if (error == ERROR_FILE_NOT_FOUND)
            return {};
        const DWORD left = milliseconds(deadline);
        if (error != ERROR_PIPE_BUSY || left == 0)
            throw ConnectionError("Can't reach Vouch at " + endpoint + ": " + errorText(error) +
                                  ".");
        ::WaitNamedPipeW(name.c_str(), left);
    }
}

/// Whether our user made the pipe, and runs the process at its other end.
bool peerIsOurs(HANDLE pipe) {
    ULONG pid = 0;
    if (!isOurObject(pipe, false) || !::GetNamedPipeServerProcessId(pipe, &pid))
        return false;
    const Handle process(::OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid));
    return process && isOurProcess(process.get());
}

/// One reading or writing that ends by the deadline.
class Transfer {
public:
    Transfer() : event_(::CreateEventW(nullptr, TRUE, FALSE, nullptr)) {
        overlapped_.hEvent = event_.get();
    }
    OVERLAPPED *overlapped() { return &overlapped_; }

    /// How many bytes were transferred; 0 if the other end is closed, nothing at the deadline.
    /// `wasAccepted` is what ReadFile() or WriteFile() returned.
    std::optional<DWORD> finish(HANDLE pipe, BOOL wasAccepted, Deadline deadline) {
        if (!wasAccepted && ::GetLastError() != ERROR_IO_PENDING)
            return 0;
        const bool isLate =
            ::WaitForSingleObject(event_.get(), milliseconds(deadline)) != WAIT_OBJECT_0;
        if (isLate)
            ::CancelIoEx(pipe, &overlapped_);
        DWORD transferred = 0;
        // Waits until the kernel no longer uses the buffer.
        const BOOL succeeded = ::GetOverlappedResult(pipe, &overlapped_, &transferred, TRUE);
        if (isLate && !succeeded && ::GetLastError() == ERROR_OPERATION_ABORTED)
            return std::nullopt;
        return succeeded ? transferred : 0;
    }

private:
    Handle event_;
    OVERLAPPED overlapped_{};
};

} // namespace

std::optional<Connection> Connection::open(const RuntimePaths &paths) {
    Handle pipe = openPipe(paths.endpoint);
    if (!pipe)
        return std::nullopt;
    if (!peerIsOurs(pipe.get()))
        throw ConnectionError("The pipe " + paths.endpoint +
                              " belongs to another user. Nothing was sent to it.");
    return Connection(reinterpret_cast<Socket>(std::exchange(*pipe.receive(), nullptr)));
}

Connection::Connection(Connection &&other) noexcept
    : socket_(std::exchange(other.socket_, 0)), received_(other.received_),
      reader_(std::move(other.reader_)) {}

Connection::~Connection() {
    if (socket_ != 0)
        ::CloseHandle(handleOf(socket_));
}

std::size_t Connection::sendSome(std::string_view bytes, Deadline deadline) {
    Transfer transfer;
    const BOOL accepted =
        ::WriteFile(handleOf(socket_), bytes.data(), static_cast<DWORD>(bytes.size()), nullptr,
                    transfer.overlapped());
    if (const auto sent = transfer.finish(handleOf(socket_), accepted, deadline))
        return *sent;
    throw ConnectionError(late_);
}

std::size_t Connection::receiveSome(char *buffer, std::size_t size, Deadline deadline) {
    Transfer transfer;
    const BOOL accepted = ::ReadFile(handleOf(socket_), buffer, static_cast<DWORD>(size), nullptr,
                                     transfer.overlapped());
    if (const auto got = transfer.finish(handleOf(socket_), accepted, deadline))
        return *got;
    throw ConnectionError(late_);
}

} // namespace vouch::wire
