// SPDX-License-Identifier: Apache-2.0
#include "wire/child_windows.h"

#include "wire/command_line.h"

#include <algorithm>
#include <array>
#include <memory>

namespace vouch::wire {
namespace {

/// C:\folder or \\server\folder.
bool isAbsolute(std::wstring_view path) {
    return path.starts_with(L"\\\\") ||
           (path.size() > 2 && path[1] == L':' && (path[2] == L'\\' || path[2] == L'/'));
}

bool isFile(const std::wstring &path) {
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
}

/// A copy that a child can inherit; empty for a stream that there isn't.
Handle inheritable(HANDLE stream) {
    Handle copy;
    if (stream != nullptr && stream != INVALID_HANDLE_VALUE)
        ::DuplicateHandle(::GetCurrentProcess(), stream, ::GetCurrentProcess(), copy.receive(), 0,
                          TRUE, DUPLICATE_SAME_ACCESS);
    return copy;
}

BOOL WINAPI leaveItToTheChild(DWORD) {
    return TRUE;
}

/// The list of what a child inherits.
class Inherited {
public:
    explicit Inherited(const std::vector<HANDLE> &handles) : handles_(handles) {
        SIZE_T size = 0;
        ::InitializeProcThreadAttributeList(nullptr, 1, 0, &size);
        memory_ = std::make_unique<BYTE[]>(size);
        isValid_ = ::InitializeProcThreadAttributeList(list(), 1, 0, &size) &&
                   ::UpdateProcThreadAttribute(list(), 0, PROC_THREAD_ATTRIBUTE_HANDLE_LIST,
                                               handles_.data(), handles_.size() * sizeof(HANDLE),
                                               nullptr, nullptr);
    }
    Inherited(const Inherited &) = delete;
    Inherited &operator=(const Inherited &) = delete;
    ~Inherited() { ::DeleteProcThreadAttributeList(list()); }
    bool isValid() const { return isValid_; }
    LPPROC_THREAD_ATTRIBUTE_LIST list() {
        return reinterpret_cast<LPPROC_THREAD_ATTRIBUTE_LIST>(memory_.get());
    }

private:
    std::vector<HANDLE> handles_; // the list points to them
    std::unique_ptr<BYTE[]> memory_;
    bool isValid_ = false;
};

} // namespace

std::wstring findProgram(std::string_view name) {
    std::wstring file = wide(name);
    const auto dot = file.find_last_of(L".\\/");
    if (dot == file.npos || file[dot] != L'.')
        file += L".exe";
    if (file.find_first_of(L"\\/") != file.npos)
        return isFile(file) ? file : std::wstring();
    const std::wstring all = variable(L"PATH");
    for (std::wstring_view rest = all; !rest.empty();) {
        const std::size_t end = std::min(rest.find(L';'), rest.size());
        std::wstring_view folder = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (folder.size() > 1 && folder.starts_with(L'"') && folder.ends_with(L'"'))
            folder = folder.substr(1, folder.size() - 2);
        std::wstring path = std::wstring(folder) + L'\\' + file;
        if (isAbsolute(folder) && isFile(path))
            return path;
    }
    return {};
}

Streams Streams::own() {
    return {::GetStdHandle(STD_INPUT_HANDLE), ::GetStdHandle(STD_OUTPUT_HANDLE),
            ::GetStdHandle(STD_ERROR_HANDLE)};
}

Child startChild(const std::wstring &program, const std::vector<std::string> &command,
                 const Streams &streams, DWORD flags, void *environment) {
    const std::array copies{inheritable(streams.input), inheritable(streams.output),
                            inheritable(streams.errors)};
    std::vector<HANDLE> handles;
    for (const Handle &copy : copies)
        if (copy)
            handles.push_back(copy.get());
    Inherited inherited(handles);
    if (!handles.empty() && !inherited.isValid())
        return {};

    STARTUPINFOEXW startup{};
    startup.StartupInfo.cb = sizeof startup;
    startup.StartupInfo.dwFlags = STARTF_USESTDHANDLES;
    startup.StartupInfo.hStdInput = copies[0].get();
    startup.StartupInfo.hStdOutput = copies[1].get();
    startup.StartupInfo.hStdError = copies[2].get();
    startup.lpAttributeList = handles.empty() ? nullptr : inherited.list();
    std::wstring line = wide(joinCommandLine(command));
    PROCESS_INFORMATION started{};
    if (!::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, !handles.empty(),
                          EXTENDED_STARTUPINFO_PRESENT | CREATE_UNICODE_ENVIRONMENT | flags,
                          environment, nullptr, &startup.StartupInfo, &started))
        return {};
    return {Handle(started.hProcess), Handle(started.hThread)};
}

DWORD runToItsEnd(const Child &child) {
    const Handle job(::CreateJobObjectW(nullptr, nullptr));
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
    const auto set = [&] {
        return ::SetInformationJobObject(job.get(), JobObjectExtendedLimitInformation, &limits,
                                         sizeof limits) != FALSE;
    };
    if (!job || !set() || !::AssignProcessToJobObject(job.get(), child.process.get()))
        ::TerminateProcess(child.process.get(), 1);
    ::SetConsoleCtrlHandler(leaveItToTheChild, TRUE);
    ::ResumeThread(child.thread.get());
    ::WaitForSingleObject(child.process.get(), INFINITE);
    DWORD code = 1;
    ::GetExitCodeProcess(child.process.get(), &code);
    limits.BasicLimitInformation.LimitFlags = 0; // what it left in the background goes on
    set();
    return code;
}

} // namespace vouch::wire
