// SPDX-License-Identifier: Apache-2.0
#include "wire/process.h"

#include "wire/process_arguments.h"

#include <array>
#include <cstring>
#include <libproc.h>
#include <optional>
#include <string_view>
#include <sys/sysctl.h>
#include <unistd.h>

namespace vouch::wire {
namespace {

constexpr int maxAncestors = 32;

/// One structure that the kernel fills for a process; nullopt if it may not be read.
template <typename Info>
std::optional<Info> infoOf(ProcessId pid, int flavor) {
    Info info{};
    const int size = ::proc_pidinfo(static_cast<int>(pid), flavor, 0, &info, sizeof info);
    return size == sizeof info ? std::optional(info) : std::nullopt;
}

/// Microseconds since 1970.
std::uint64_t startIn(const proc_bsdinfo &info) {
    return info.pbi_start_tvsec * 1'000'000 + info.pbi_start_tvusec;
}

std::string executableOf(ProcessId pid) {
    std::array<char, PROC_PIDPATHINFO_MAXSIZE> path;
    const int size = ::proc_pidpath(static_cast<int>(pid), path.data(), path.size());
    return size > 0 ? std::string(path.data(), static_cast<std::size_t>(size)) : std::string{};
}

std::string textOf(const vnode_info_path &file) {
    return {file.vip_path, ::strnlen(file.vip_path, sizeof file.vip_path)};
}

std::string directoryOf(ProcessId pid) {
    const auto info = infoOf<proc_vnodepathinfo>(pid, PROC_PIDVNODEPATHINFO);
    return info ? textOf(info->pvi_cdir) : std::string{};
}

std::vector<std::string> argumentsOf(ProcessId pid) {
    std::array<int, 3> name{CTL_KERN, KERN_PROCARGS2, static_cast<int>(pid)};
    std::size_t size = 0;
    if (::sysctl(name.data(), name.size(), nullptr, &size, nullptr, 0) != 0)
        return {};
    std::string block(size, '\0');
    if (::sysctl(name.data(), name.size(), block.data(), &size, nullptr, 0) != 0)
        return {};
    return argumentsIn(std::string_view(block).substr(0, size));
}

bool isTerminal(ProcessId pid, int file) {
    vnode_fdinfowithpath info{};
    return ::proc_pidfdinfo(static_cast<int>(pid), file, PROC_PIDFDVNODEPATHINFO, &info,
                            sizeof info) == sizeof info &&
           textOf(info.pvip).starts_with("/dev/tty");
}

/// The Terminal starts each shell through login(1), which runs as root; its parent. 0 for any other
/// process.
ProcessId parentOfLogin(ProcessId pid) {
    const auto info = infoOf<proc_bsdshortinfo>(pid, PROC_PIDT_SHORTBSDINFO);
    const bool isLogin = info && info->pbsi_uid == 0 && executableOf(pid) == "/usr/bin/login";
    return isLogin ? static_cast<ProcessId>(info->pbsi_ppid) : 0;
}

} // namespace

std::uint64_t startOf(ProcessId pid) {
    const auto info = infoOf<proc_bsdinfo>(pid, PROC_PIDTBSDINFO);
    return info ? startIn(*info) : 0;
}

std::vector<Process> withAncestors(ProcessId pid) {
    std::vector<Process> chain;
    for (int i = 0; pid > 1 && i < maxAncestors; ++i) {
        const auto info = infoOf<proc_bsdinfo>(pid, PROC_PIDTBSDINFO);
        if (!info || info->pbi_uid != ::geteuid()) {
            pid = chain.empty() ? 0 : parentOfLogin(pid);
            continue;
        }
        constexpr std::uint32_t noTerminal = ~std::uint32_t(0); // NODEV
        const bool isInForeground = info->e_tdev != noTerminal && info->pbi_pgid == info->e_tpgid;
        Process found{pid,
                      executableOf(pid),
                      argumentsOf(pid),
                      directoryOf(pid),
                      isInForeground,
                      startIn(*info),
                      isTerminal(pid, STDIN_FILENO),
                      isTerminal(pid, STDERR_FILENO)};
        // A process that changed meanwhile, or a parent that's younger than its child: a reused
        // pid.
        if (startOf(pid) != found.started ||
            (!chain.empty() && found.started > chain.back().started))
            break;
        chain.push_back(std::move(found));
        pid = static_cast<ProcessId>(info->pbi_ppid);
    }
    return chain;
}

} // namespace vouch::wire
