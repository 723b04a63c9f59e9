// SPDX-License-Identifier: Apache-2.0
#include "endpoint/peer.h"

#include "wire/process.h"
#include "wire/text.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <sys/socket.h>
#include <unistd.h>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

QString programName(const wire::Process &process) {
    const QString path = QString::fromStdString(process.executable);
    const QString name = QFileInfo(path).fileName();
    return QString::fromStdString(wire::displayText(name.toStdString(), 60));
}

bool isShell(const QString &name) {
    static constexpr std::array<QLatin1StringView, 7> shells{
        "sh"_L1, "dash"_L1, "bash"_L1, "zsh"_L1, "fish"_L1, "ksh"_L1, "busybox"_L1};
    return std::ranges::find(shells, name) != shells.end();
}

} // namespace

std::optional<Peer> kernelPeer(qintptr socket) {
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(static_cast<int>(socket), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return std::nullopt;
    return Peer{credentials.pid, credentials.uid};
}

bool mayCall(const std::optional<Peer> &peer) {
    return peer && peer->uid == qint64(::geteuid());
}

Requester describe(const Peer &peer) {
    const auto chain = wire::withAncestors(static_cast<pid_t>(peer.pid));
    // Helper, git, shell, git's transport, git: the outermost git is the one that somebody started.
    std::size_t outermost = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const QString name = programName(chain[i]);
        if (name == "git"_L1)
            outermost = i;
        else if (!name.startsWith("git"_L1) && !isShell(name))
            break;
    }
    if (chain.empty())
        return {};
    Requester who;
    who.directory = QString::fromStdString(wire::displayText(chain[outermost].directory));
    // A person's shell started it, then git itself is who asks; else the program that did, an
    // editor.
    const bool started = outermost > 0 && outermost + 1 < chain.size();
    const auto &above = chain[started ? outermost + 1 : outermost];
    const auto &asks = isShell(programName(above)) ? chain[outermost] : above;
    who.program = programName(asks);
    who.pid = asks.pid;
    return who;
}

} // namespace vouch::endpoint
