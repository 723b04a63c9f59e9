// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include "core/error.h"
#include "wire/bytes.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <string_view>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace vouch::cli {
namespace {

constexpr std::size_t maxBytes = 1024;

/// The terminal with echo, line editing and signals off for the lifetime of this object. Ctrl-C is
/// an ordinary character then, so an interruption can't leave the echo off.
class RawTerminal {
public:
    RawTerminal() : terminal_(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
        if (terminal_ < 0 || ::tcgetattr(terminal_, &before_) != 0 || !silence())
            throw Error(
                Error::Kind::PromptNeeded,
                QCoreApplication::translate("vouch::cli", "There is no terminal to prompt on."),
                QCoreApplication::translate("vouch::cli", "Sign in from Vouch's window."));
    }
    RawTerminal(const RawTerminal &) = delete;
    RawTerminal &operator=(const RawTerminal &) = delete;
    ~RawTerminal() {
        ::tcsetattr(terminal_, TCSAFLUSH, &before_);
        ::close(terminal_);
    }

    void write(const QString &text) const {
        const QByteArray bytes = text.toUtf8();
        [[maybe_unused]] const ssize_t written =
            ::write(terminal_, bytes.constData(), std::size_t(bytes.size()));
    }
    /// The next byte; nothing at the end of input.
    std::optional<char> read() const {
        char byte = 0;
        ssize_t got = 0;
        do
            got = ::read(terminal_, &byte, 1);
        while (got < 0 && errno == EINTR);
        return got == 1 ? std::optional(byte) : std::nullopt;
    }
    /// Whether the byte is this special character of the user's terminal settings.
    bool is(char byte, int special) const {
        return static_cast<cc_t>(byte) == before_.c_cc[special];
    }

private:
    bool silence() const {
        termios raw = before_;
        raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG);
        return ::tcsetattr(terminal_, TCSAFLUSH, &raw) == 0; // discards what was typed ahead
    }

    int terminal_;
    termios before_{};
};

/// Removes the last UTF-8 character.
void removeLast(wire::Bytes &typed) {
    while (!typed.empty()) {
        const bool continuation = (static_cast<unsigned char>(typed.back()) & 0xC0) == 0x80;
        typed.pop_back();
        if (!continuation)
            return;
    }
}

std::string_view lastLine;
int lastExitCode = 0;

/// Calls only async-signal-safe functions; see signal-safety(7).
void endNow(int) {
    [[maybe_unused]] const ssize_t written =
        ::write(STDERR_FILENO, lastLine.data(), lastLine.size());
    ::_exit(lastExitCode);
}

} // namespace

bool hasTerminal() {
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (terminal >= 0)
        ::close(terminal);
    return terminal >= 0;
}

bool isTerminal(std::FILE *stream) {
    return ::isatty(::fileno(stream)) == 1;
}

int terminalWidth() {
    constexpr int usual = 80;
    winsize size{};
    const bool isKnown = ::ioctl(::fileno(stdout), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return isKnown ? size.ws_col : usual;
}

void endWhenInterrupted(const char *line, int exitCode) {
    lastLine = line;
    lastExitCode = exitCode;
    struct sigaction action {};
    action.sa_handler = endNow;
    ::sigaction(SIGINT, &action, nullptr);
}

namespace {

std::optional<Secret> ask(const QString &question, bool isShown) {
    const RawTerminal terminal;
    terminal.write(question);
    wire::Bytes typed;
    typed.reserve(maxBytes);
    while (const auto byte = terminal.read()) {
        if (*byte == '\n' || *byte == '\r') {
            terminal.write(QStringLiteral("\n"));
            return Secret(QByteArrayView(typed.data(), qsizetype(typed.size())));
        }
        if (terminal.is(*byte, VINTR) || terminal.is(*byte, VQUIT) || terminal.is(*byte, VEOF))
            break;
        if (terminal.is(*byte, VERASE) || *byte == '\b')
            removeLast(typed);
        else if (terminal.is(*byte, VKILL))
            typed.clear();
        else if (typed.size() < maxBytes)
            typed.push_back(*byte);
        if (isShown) // redraw the line, so deleted characters disappear
            terminal.write(QStringLiteral("\r\x1B[K%1%2")
                               .arg(question, QString::fromUtf8(QByteArrayView(
                                                  typed.data(), qsizetype(typed.size())))));
    }
    terminal.write(QStringLiteral("\n"));
    return std::nullopt;
}

} // namespace

std::optional<Secret> askHidden(const QString &question) {
    return ask(question, false);
}

std::optional<Secret> askLine(const QString &question) {
    return ask(question, true);
}

std::optional<bool> askYesOrNo(const QString &question) {
    std::optional<RawTerminal> terminal;
    try {
        terminal.emplace();
    } catch (const Error &) {
        return std::nullopt;
    }
    terminal->write(question);
    const auto byte = terminal->read();
    const bool yes = byte == 'y' || byte == 'Y';
    terminal->write(yes ? QStringLiteral("yes\n") : QStringLiteral("no\n"));
    return yes;
}

} // namespace vouch::cli
