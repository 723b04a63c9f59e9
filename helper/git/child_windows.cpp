// SPDX-License-Identifier: Apache-2.0
#include "git/child_windows.h"

#include "wire/command_line.h"

#include <algorithm>
#include <array>
#include <memory>

namespace vouch::git {
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

/// The path of a program in PATH; empty if there is none.
std::wstring findProgram(std::string_view name) {
    const std::wstring file = L"\\" + wire::wide(name) + L".exe";
    const std::wstring all = wire::variable(L"PATH");
    for (std::wstring_view rest = all; !rest.empty();) {
        const std::size_t end = std::min(rest.find(L';'), rest.size());
        std::wstring_view folder = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (folder.size() > 1 && folder.starts_with(L'"') && folder.ends_with(L'"'))
            folder = folder.substr(1, folder.size() - 2);
        const std::wstring path = std::wstring(folder) + file;
        if (isAbsolute(folder) && isFile(path))
            return path;
    }
    return {};
}

/// A copy that a child can inherit; empty for a stream that there isn't.
wire::Handle inheritable(HANDLE stream) {
    wire::Handle copy;
    if (stream != nullptr && stream != INVALID_HANDLE_VALUE)
        ::DuplicateHandle(::GetCurrentProcess(), stream, ::GetCurrentProcess(), copy.receive(), 0,
                          TRUE, DUPLICATE_SAME_ACCESS);
    return copy;
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

Child startChild(const std::vector<std::string> &command, const Streams &streams, DWORD flags) {
    const std::wstring program = findProgram(command.front());
    if (program.empty())
        return {};
    const std::array copies{inheritable(streams.input), inheritable(streams.output),
                            inheritable(streams.errors)};
    std::vector<HANDLE> handles;
    for (const wire::Handle &copy : copies)
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
    std::wstring line = wire::wide(wire::joinCommandLine(command));
    PROCESS_INFORMATION started{};
    if (!::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, !handles.empty(),
                          EXTENDED_STARTUPINFO_PRESENT | flags, nullptr, nullptr,
                          &startup.StartupInfo, &started))
        return {};
    return {wire::Handle(started.hProcess), wire::Handle(started.hThread)};
}

} // namespace vouch::git
