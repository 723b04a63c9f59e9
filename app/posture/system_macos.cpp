// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

#include <array>
#include <cstring>
#include <ctime>
#include <sys/sysctl.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A text of the kernel's; empty if it has none by this name.
QString kernelText(const char *name) {
    std::array<char, 256> text{};
    std::size_t size = text.size();
    return ::sysctlbyname(name, text.data(), &size, nullptr, 0) == 0
               ? QString::fromUtf8(text.data(), qsizetype(::strnlen(text.data(), text.size())))
               : QString();
}

} // namespace

void readSystem(const Computer &, Report *report) {
    report->os = u"macos"_s;
    report->version = kernelText("kern.osproductversion");
    report->build = kernelText("kern.osversion");
    utsname machine{};
    if (::uname(&machine) == 0)
        report->arch = QString::fromLatin1(machine.machine);
    timeval started{};
    std::size_t size = sizeof started;
    if (::sysctlbyname("kern.boottime", &started, &size, nullptr, 0) == 0 && started.tv_sec > 0)
        report->uptime = std::chrono::seconds(std::time(nullptr) - started.tv_sec);
    report->elevated = ::geteuid() == 0;
}

} // namespace vouch::posture
