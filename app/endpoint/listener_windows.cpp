// SPDX-License-Identifier: Apache-2.0
// A pipe server of our own: QLocalServer would share its name with another process that listens
// there, and lets other computers in.
#include "endpoint/listener.h"

#include "wire/owner_windows.h"

#include <QWinEventNotifier>

#include <deque>
#include <utility>
#include <vector>

namespace vouch::endpoint {

namespace {

constexpr int waitingInstances = 16; ///< clients beyond them wait in WaitNamedPipe()

/// One instance of the pipe that waits for a client.
struct Instance {
    wire::Handle pipe, event;
    OVERLAPPED overlapped{};
    std::unique_ptr<QWinEventNotifier> notifier;

    ~Instance() {
        if (pipe)
            cancel();
    }
    /// The kernel writes into `overlapped` until it has let go of it.
    void cancel() {
        ::CancelIoEx(pipe.get(), &overlapped);
        DWORD transferred = 0;
        ::GetOverlappedResult(pipe.get(), &overlapped, &transferred, TRUE);
    }
};

} // namespace

struct Listener::Native {
    std::wstring name;
    QString error;
    std::vector<std::unique_ptr<Instance>> instances;
    std::deque<wire::Handle> accepted;

    bool open(Listener &listener, bool isFirst);
    void accept(Listener &listener, Instance &instance);
    bool fail() {
        error = QString::fromStdString(wire::errorText(::GetLastError()));
        return false;
    }
};

/// Makes one more instance, and waits for its client.
bool Listener::Native::open(Listener &listener, bool isFirst) {
    wire::OursAlone ours;
    auto instance = std::make_unique<Instance>();
    // Without a buffer for what we send: an answer counts as written once the client has read it,
    // and closing a pipe discards the rest.
    instance->pipe = wire::Handle(::CreateNamedPipeW(
        name.c_str(),
        PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | (isFirst ? FILE_FLAG_FIRST_PIPE_INSTANCE : 0U),
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS,
        PIPE_UNLIMITED_INSTANCES, 0, 0, 0, ours.attributes()));
    if (!instance->pipe)
        return fail();
    instance->event = wire::Handle(::CreateEventW(nullptr, TRUE, FALSE, nullptr));
    instance->overlapped.hEvent = instance->event.get();
    if (!::ConnectNamedPipe(instance->pipe.get(), &instance->overlapped)) {
        const DWORD reason = ::GetLastError();
        if (reason == ERROR_PIPE_CONNECTED) // the client came before we asked
            ::SetEvent(instance->event.get());
        else if (reason != ERROR_IO_PENDING)
            return fail();
    }
    instance->notifier = std::make_unique<QWinEventNotifier>(instance->event.get());
    QObject::connect(instance->notifier.get(), &QWinEventNotifier::activated, &listener,
                     [this, &listener, one = instance.get()] { accept(listener, *one); });
    instances.push_back(std::move(instance));
    return true;
}

/// Replaces an instance whose client has come.
void Listener::Native::accept(Listener &listener, Instance &instance) {
    instance.notifier->setEnabled(false);
    accepted.push_back(std::move(instance.pipe));
    instance.notifier.release()->deleteLater(); // it is calling us
    std::erase_if(instances, [&instance](const auto &other) { return other.get() == &instance; });
    open(listener, false); // if not, the others serve on
    Q_EMIT listener.connected();
}

Listener::Listener(const wire::RuntimePaths &paths, int) : native_(std::make_unique<Native>()) {
    native_->name = wire::wide(paths.endpoint);
}

Listener::~Listener() = default;

bool Listener::listen() {
    for (int i = 0; i < waitingInstances; ++i)
        if (!native_->open(*this, i == 0))
            return false;
    return true;
}

QString Listener::errorString() const {
    return native_->error;
}

QLocalSocket *Listener::next() {
    if (native_->accepted.empty())
        return nullptr;
    wire::Handle pipe = std::move(native_->accepted.front());
    native_->accepted.pop_front();
    auto *socket = new QLocalSocket(this);
    socket->setSocketDescriptor(reinterpret_cast<qintptr>(std::exchange(*pipe.receive(), nullptr)));
    return socket;
}

bool isPrivateEndpoint(const wire::RuntimePaths &paths) {
    const wire::Handle pipe(
        ::CreateFileW(wire::wide(paths.endpoint).c_str(), READ_CONTROL, 0, nullptr, OPEN_EXISTING,
                      SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION, nullptr));
    return pipe && wire::isOurObject(pipe.get(), false) &&
           wire::isClosedToOthers(pipe.get(), false);
}

} // namespace vouch::endpoint
