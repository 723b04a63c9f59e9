// SPDX-License-Identifier: Apache-2.0
#include "wire/connection.h"

#include "wire/owner_windows.h"

#include <utility>

namespace vouch::wire {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds connectTimeout{10};
constexpr const char *noAnswer =
    "Vouch quit before it answered. Try again; its log shows why it quit.";

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

    /// How many bytes were transferred; 0 if the other end is closed. `wasAccepted` is what
    /// ReadFile() or WriteFile() returned.
    DWORD finish(HANDLE pipe, BOOL wasAccepted, Deadline deadline) {
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
            throw ConnectionError("Vouch didn't answer in time. Check its window, then try again.");
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

void Connection::send(const Bytes &block, Deadline deadline) {
    const HANDLE pipe = handleOf(socket_);
    std::string_view rest = view(block);
    while (!rest.empty()) {
        Transfer transfer;
        const BOOL accepted = ::WriteFile(pipe, rest.data(), static_cast<DWORD>(rest.size()),
                                          nullptr, transfer.overlapped());
        const DWORD sent = transfer.finish(pipe, accepted, deadline);
        if (sent == 0)
            throw ConnectionError(noAnswer);
        rest.remove_prefix(sent);
    }
}

Block Connection::receive(Deadline deadline) {
    const HANDLE pipe = handleOf(socket_);
    while (true) {
        switch (reader_.poll()) {
        case BlockReader::State::Complete:
            return reader_.take();
        case BlockReader::State::Malformed:
        case BlockReader::State::TooLong:
            throw ConnectionError(
                "Vouch sent an unreadable answer. Is the running app the same version?");
        case BlockReader::State::NeedMore:
            break;
        }
        char chunk[16 * 1024];
        Transfer transfer;
        const BOOL accepted = ::ReadFile(pipe, chunk, sizeof chunk, nullptr, transfer.overlapped());
        const DWORD got = transfer.finish(pipe, accepted, deadline);
        if (got == 0)
            throw ConnectionError(noAnswer);
        received_ += got;
        if (received_ > answerLimit)
            throw ConnectionError("Vouch sent an answer that's too long.");
        reader_.feed({chunk, got});
        wipe(chunk, got);
    }
}

} // namespace vouch::wire
