// SPDX-License-Identifier: Apache-2.0
#include "cli/become.h"

#include "cli/command.h"
#include "wire/child_windows.h"
#include "wire/process.h"
#include "wire/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// UTF-16, each variable with its NUL, and one more; wiped before its memory is freed.
using Block = std::vector<wchar_t, wire::WipingAllocator<wchar_t>>;

void append(Block &block, std::string_view text) {
    const int size = static_cast<int>(text.size());
    const int length = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0);
    const std::size_t begin = block.size();
    block.resize(begin + std::size_t(length) + 1);
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, block.data() + begin, length);
}

} // namespace

Variables ownVariables() {
    Variables variables;
    wchar_t *all = ::GetEnvironmentStringsW();
    for (const wchar_t *entry = all; entry != nullptr && *entry != L'\0';) {
        const std::wstring_view text(entry);
        const std::string converted = wire::narrow(text);
        variables.emplace_back(converted.begin(), converted.end());
        entry += text.size() + 1;
    }
    ::FreeEnvironmentStringsW(all);
    return variables;
}

bool isSameVariable(std::string_view one, std::string_view other) {
    return wire::lowerCase(one) == wire::lowerCase(other);
}

QString usualShell() {
    static constexpr std::array<std::string_view, 6> shells{"cmd",  "powershell", "pwsh",
                                                            "bash", "zsh",        "fish"};
    for (const wire::Process &process : wire::withAncestors(::GetCurrentProcessId())) {
        const std::string name = wire::lowerCase(wire::programName(process.executable));
        if (std::ranges::find(shells, name) != shells.end())
            return QString::fromStdString(process.executable);
    }
    return qEnvironmentVariable("COMSPEC", u"cmd.exe"_s);
}

void become(const QStringList &command, Variables &variables) {
    std::vector<std::string> words;
    for (const QString &word : command)
        words.push_back(word.toStdString());
    Block block;
    for (const wire::Bytes &entry : variables)
        append(block, wire::view(entry));
    block.push_back(L'\0');
    variables.clear();
    const std::wstring program = wire::findProgram(words.front());
    if (program.empty()) {
        printError(Strings::tr("Can't find the program %1.").arg(command.first()));
        ::ExitProcess(programNotFound);
    }
    const auto child =
        wire::startChild(program, words, wire::Streams::own(), CREATE_SUSPENDED, block.data());
    if (!child.process) {
        const DWORD error = ::GetLastError();
        printError(Strings::tr("Can't run %1: %2.")
                       .arg(command.first(), QString::fromStdString(wire::errorText(error))));
        ::ExitProcess(programNotRunnable);
    }
    block = Block();
    ::ExitProcess(wire::runToItsEnd(child));
}

} // namespace vouch::cli
