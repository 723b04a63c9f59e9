// SPDX-License-Identifier: Apache-2.0
#include "wire/process.h"

#include "wire/command_line.h"
#include "wire/owner_windows.h"

#include <map>
#include <memory>
#include <optional>
#include <tlhelp32.h>
#include <winternl.h>

namespace vouch::wire {
namespace {

constexpr int maxAncestors = 32;
constexpr DWORD maxPath = 32 * 1024; ///< in characters
/// Values of PROCESSINFOCLASS that winternl.h lacks; both since Windows 8.1.
constexpr auto processConsoleHost = static_cast<PROCESSINFOCLASS>(49);
constexpr auto processCommandLine = static_cast<PROCESSINFOCLASS>(60);

/// When a process started, in units of 100 ns; 0 if unknown.
std::uint64_t startTime(HANDLE process) {
    FILETIME created, exited, kernel, user;
    if (!::GetProcessTimes(process, &created, &exited, &kernel, &user))
        return 0;
    return std::uint64_t(created.dwHighDateTime) << 32 | created.dwLowDateTime;
}

std::string executableOf(HANDLE process) {
    std::wstring path(maxPath, L'\0');
    DWORD length = maxPath;
    if (!::QueryFullProcessImageNameW(process, 0, path.data(), &length))
        return {};
    return narrow({path.data(), length});
}

using Query = NTSTATUS(NTAPI *)(HANDLE, PROCESSINFOCLASS, PVOID, ULONG, PULONG);

/// What Windows' own library knows of other processes; linked at run time.
Query query() {
    static const auto function = reinterpret_cast<Query>(reinterpret_cast<void *>(
        ::GetProcAddress(::GetModuleHandleW(L"ntdll.dll"), "NtQueryInformationProcess")));
    return function;
}

/// A value in another process's memory.
template <typename Value>
std::optional<Value> readValue(HANDLE process, const BYTE *address) {
    Value value{};
    SIZE_T got = 0;
    if (!::ReadProcessMemory(process, address, &value, sizeof value, &got) || got != sizeof value)
        return std::nullopt;
    return value;
}

/// Where the texts lie that a process was started with: its environment block (PEB) points to its
/// parameters, and they point to the texts. The offsets are those of 64-bit Windows, which haven't
/// changed since its first version.
constexpr std::size_t parametersInBlock = 0x20;
enum class Text : std::size_t { Directory = 0x38, CommandLine = 0x70 };

/// Empty if the process doesn't let us read its memory.
std::string readText(HANDLE process, Text which) {
    PROCESS_BASIC_INFORMATION basic{};
    ULONG used = 0;
    if (query() == nullptr ||
        query()(process, ProcessBasicInformation, &basic, sizeof basic, &used) != 0 ||
        basic.PebBaseAddress == nullptr)
        return {};
    const auto *block = reinterpret_cast<const BYTE *>(basic.PebBaseAddress);
    const auto parameters = readValue<const BYTE *>(process, block + parametersInBlock);
    if (!parameters)
        return {};
    const auto text =
        readValue<UNICODE_STRING>(process, *parameters + static_cast<std::size_t>(which));
    if (!text || text->Length == 0 || text->Length > 2 * maxPath)
        return {};
    std::wstring content(text->Length / sizeof(wchar_t), L'\0');
    SIZE_T got = 0;
    if (!::ReadProcessMemory(process, text->Buffer, content.data(), text->Length, &got))
        return {};
    return narrow(content);
}

/// Windows tells it even of a process that doesn't let us read its memory; wine 8 doesn't.
std::string commandLineOf(HANDLE process) {
    constexpr ULONG size = 2 * maxPath + sizeof(UNICODE_STRING);
    const auto buffer = std::make_unique<BYTE[]>(size);
    ULONG used = 0;
    if (query() == nullptr || query()(process, processCommandLine, buffer.get(), size, &used) != 0)
        return readText(process, Text::CommandLine);
    const auto *text = reinterpret_cast<const UNICODE_STRING *>(buffer.get());
    return narrow({text->Buffer, text->Length / sizeof(wchar_t)});
}

std::string directoryOf(HANDLE process) {
    std::string directory = readText(process, Text::Directory);
    if (directory.size() > 3 && directory.ends_with('\\')) // it always does; C:\ keeps it
        directory.pop_back();
    return directory;
}

/// The process that serves its console; 0 if it has none, or Windows doesn't tell (wine 8 doesn't).
DWORD consoleOf(HANDLE process) {
    constexpr ULONG_PTR flags = 3; // in the lowest bits, which a process id doesn't use
    ULONG_PTR host = 0;
    ULONG used = 0;
    if (query() == nullptr || query()(process, processConsoleHost, &host, sizeof host, &used) != 0)
        return 0;
    return static_cast<DWORD>(host & ~flags);
}

/// Each process's parent.
std::map<DWORD, DWORD> parents() {
    std::map<DWORD, DWORD> found;
    const Handle snapshot(::CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0));
    PROCESSENTRY32W entry{};
    entry.dwSize = sizeof entry;
    for (BOOL more = snapshot && ::Process32FirstW(snapshot.get(), &entry); more;
         more = ::Process32NextW(snapshot.get(), &entry))
        found[entry.th32ProcessID] = entry.th32ParentProcessID;
    return found;
}

Handle openProcess(ProcessId pid) {
    constexpr DWORD wanted = PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE;
    Handle process(::OpenProcess(wanted | PROCESS_VM_READ, FALSE, static_cast<DWORD>(pid)));
    if (!process) // one with more rights than ours doesn't show its memory
        process = Handle(::OpenProcess(wanted, FALSE, static_cast<DWORD>(pid)));
    return process;
}

struct Found : Process {
    DWORD console = 0;
};

/// Nullopt if the process has ended or belongs to another user. While the handle is open, the pid
/// isn't reused. Whether its streams are terminals stays unknown, so false: asking what another
/// process's stream is waits as long as that process reads from it.
std::optional<Found> read(ProcessId pid) {
    const Handle process = openProcess(pid);
    if (!process || !isOurProcess(process.get()))
        return std::nullopt;
    Found found;
    found.pid = pid;
    found.executable = executableOf(process.get());
    if (const std::string line = commandLineOf(process.get()); !line.empty())
        found.arguments = splitCommandLine(line);
    found.directory = directoryOf(process.get());
    found.started = startTime(process.get());
    found.console = consoleOf(process.get());
    if (found.started == 0 || ::WaitForSingleObject(process.get(), 0) != WAIT_TIMEOUT)
        return std::nullopt;
    return found;
}

} // namespace

std::uint64_t startOf(ProcessId pid) {
    const Handle process = openProcess(pid);
    const bool isRunning = process && ::WaitForSingleObject(process.get(), 0) == WAIT_TIMEOUT;
    return isRunning ? startTime(process.get()) : 0;
}

std::vector<Process> withAncestors(ProcessId pid) {
    const auto parentOf = parents();
    std::vector<Process> chain;
    DWORD console = 0; ///< of the last in the chain
    for (int i = 0; pid > 0 && i < maxAncestors; ++i) {
        auto found = read(pid);
        // A parent that's younger than its child is a reused pid: Windows doesn't tell a process
        // that its parent has ended.
        if (!found || (!chain.empty() && found->started > chain.back().started))
            break;
        // An editor's git has a console that nobody sees, and the editor doesn't have that one.
        if (!chain.empty())
            chain.back().isInForeground = console != 0 && found->console == console;
        console = found->console;
        chain.push_back(std::move(*found));
        const auto parent = parentOf.find(static_cast<DWORD>(pid));
        pid = parent == parentOf.end() ? 0 : ProcessId(parent->second);
    }
    return chain;
}

} // namespace vouch::wire
