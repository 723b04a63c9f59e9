// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include "core/error.h"
#include "wire/bytes.h"
#include "wire/native_windows.h"

#include <QCoreApplication>

#include <io.h>
#include <string>
#include <vector>

namespace vouch::cli {
namespace {

constexpr std::size_t maxCharacters = 1024;

wire::Handle openConsole(const wchar_t *name) {
    return wire::Handle(::CreateFileW(name, GENERIC_READ | GENERIC_WRITE,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0,
                                      nullptr));
}

/// The console with echo, line editing and Ctrl-C's signal off for the lifetime of this object, so
/// that an interruption can't leave the echo off.
class RawConsole {
public:
    RawConsole() : input_(openConsole(L"CONIN$")), output_(openConsole(L"CONOUT$")) {
        if (!input_ || !output_ || !::GetConsoleMode(input_.get(), &before_) ||
            !::SetConsoleMode(input_.get(), 0))
            throw Error(
                Error::Kind::PromptNeeded,
                QCoreApplication::translate("vouch::cli", "There is no terminal to prompt on."),
                QCoreApplication::translate("vouch::cli", "Sign in from Vouch's window."));
        ::FlushConsoleInputBuffer(input_.get()); // what was typed ahead
    }
    RawConsole(const RawConsole &) = delete;
    RawConsole &operator=(const RawConsole &) = delete;
    ~RawConsole() { ::SetConsoleMode(input_.get(), before_); }

    void write(std::wstring_view text) const {
        DWORD written = 0;
        ::WriteConsoleW(output_.get(), text.data(), static_cast<DWORD>(text.size()), &written,
                        nullptr);
    }
    void write(const QString &text) const { write(std::wstring_view(text.toStdWString())); }
    /// The next UTF-16 unit; nothing at the end of input.
    std::optional<wchar_t> read() const {
        wchar_t unit = 0;
        DWORD got = 0;
        return ::ReadConsoleW(input_.get(), &unit, 1, &got, nullptr) && got == 1
                   ? std::optional(unit)
                   : std::nullopt;
    }

private:
    wire::Handle input_, output_;
    DWORD before_ = 0;
};

/// Wiped before its memory is freed.
using Typed = std::vector<wchar_t, wire::WipingAllocator<wchar_t>>;

/// Removes the last character, which may be two units.
void removeLast(Typed &typed) {
    if (typed.empty())
        return;
    const bool isSecondHalf = IS_LOW_SURROGATE(typed.back());
    typed.pop_back();
    if (isSecondHalf && !typed.empty() && IS_HIGH_SURROGATE(typed.back()))
        typed.pop_back();
}

Secret secretFrom(const Typed &typed) {
    const int length = static_cast<int>(typed.size());
    const int size =
        ::WideCharToMultiByte(CP_UTF8, 0, typed.data(), length, nullptr, 0, nullptr, nullptr);
    wire::Bytes bytes(static_cast<std::size_t>(size));
    ::WideCharToMultiByte(CP_UTF8, 0, typed.data(), length, bytes.data(), size, nullptr, nullptr);
    return Secret(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
}

std::optional<Secret> ask(const QString &question, bool isShown) {
    constexpr wchar_t ctrlC = 0x03, ctrlD = 0x04, backspace = 0x08, ctrlU = 0x15, ctrlZ = 0x1A,
                      escape = 0x1B, del = 0x7F;
    const RawConsole console;
    console.write(question);
    Typed typed;
    typed.reserve(maxCharacters);
    while (const auto unit = console.read()) {
        if (*unit == L'\r' || *unit == L'\n') {
            console.write(L"\r\n");
            return secretFrom(typed);
        }
        if (*unit == ctrlC || *unit == ctrlD || *unit == ctrlZ)
            break;
        const std::size_t before = typed.size();
        if (*unit == backspace || *unit == del)
            removeLast(typed);
        else if (*unit == ctrlU || *unit == escape)
            typed.clear();
        else if (*unit >= L' ' && typed.size() < maxCharacters)
            typed.push_back(*unit);
        if (!isShown)
            continue;
        if (typed.size() > before)
            console.write(std::wstring_view(&*unit, 1));
        for (std::size_t i = typed.size(); i < before; ++i)
            console.write(L"\b \b");
    }
    console.write(L"\r\n");
    return std::nullopt;
}

std::string lastLine;
UINT lastExitCode = 0;

BOOL WINAPI endNow(DWORD event) {
    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT)
        return FALSE;
    DWORD written = 0;
    ::WriteFile(::GetStdHandle(STD_ERROR_HANDLE), lastLine.data(),
                static_cast<DWORD>(lastLine.size()), &written, nullptr);
    ::ExitProcess(lastExitCode);
    return TRUE;
}

} // namespace

bool hasTerminal() {
    return bool(openConsole(L"CONIN$"));
}

bool isTerminal(std::FILE *stream) {
    DWORD mode = 0;
    return ::GetConsoleMode(reinterpret_cast<HANDLE>(::_get_osfhandle(::_fileno(stream))), &mode) !=
           FALSE;
}

int terminalWidth() {
    constexpr int usual = 80;
    CONSOLE_SCREEN_BUFFER_INFO info{};
    const bool isKnown =
        ::GetConsoleScreenBufferInfo(::GetStdHandle(STD_OUTPUT_HANDLE), &info) != FALSE;
    const int width = info.srWindow.Right - info.srWindow.Left + 1;
    return isKnown && width > 1 ? width : usual;
}

void endWhenInterrupted(const char *line, int exitCode) {
    lastLine = line;
    lastExitCode = static_cast<UINT>(exitCode);
    ::SetConsoleCtrlHandler(endNow, TRUE);
}

std::optional<Secret> askHidden(const QString &question) {
    return ask(question, false);
}

std::optional<Secret> askLine(const QString &question) {
    return ask(question, true);
}

std::optional<bool> askYesOrNo(const QString &question) {
    std::optional<RawConsole> console;
    try {
        console.emplace();
    } catch (const Error &) {
        return std::nullopt;
    }
    console->write(question);
    const auto key = console->read();
    const bool yes = key == L'y' || key == L'Y';
    console->write(yes ? L"yes\r\n" : L"no\r\n");
    return yes;
}

} // namespace vouch::cli
