// SPDX-License-Identifier: Apache-2.0
#include "endpoint/running_code.h"

#include "endpoint/system_program.h"

#include <algorithm>
#include <array>

namespace vouch::endpoint {
namespace {

using std::string_view;
using wire::Process;
using CodeKind = RunningCode::Kind;

template <std::size_t N>
bool beginsLike(string_view name, const std::array<string_view, N> &names) {
    return std::ranges::any_of(names, [name](string_view one) { return name.starts_with(one); });
}

/// Ignores versions: `python3.11` is python. A name that ends in a dash is a prefix.
template <std::size_t N>
bool isCalled(string_view program, const std::array<string_view, N> &names) {
    return std::ranges::any_of(names, [program](string_view name) {
        return program.starts_with(name) &&
               (program.size() == name.size() || name.ends_with('-') ||
                string_view("0123456789.-").find(program[name.size()]) != string_view::npos);
    });
}

bool isShort(string_view option) {
    return option.size() > 1 && option[0] == '-' && option[1] != '-';
}
bool hasOnly(string_view option, string_view letters) {
    return isShort(option) && option.find_first_not_of(letters, 1) == string_view::npos;
}

bool isUnixShell(string_view program) {
    static constexpr std::array<string_view, 7> shells{"sh",   "dash", "bash",   "zsh",
                                                       "fish", "ksh",  "busybox"};
    return isOneOf(program, shells);
}

/// Whether an option before the script can change what code runs.
enum class Option { Harmless, TakesValue, Other };

Option ofShell(string_view option) {
    static constexpr std::array<string_view, 5> harmless{"--posix", "--norc", "--noprofile",
                                                         "--login", "--restricted"};
    if (option == "-o" || option == "-O" || option == "+o" || option == "+O")
        return Option::TakesValue;
    if (isOneOf(option, harmless) || hasOnly(option, "abefhiklmnprtuvxBEHPT"))
        return Option::Harmless;
    return Option::Other;
}

Option ofPython(string_view option) {
    if (option == "-W" || option == "-X")
        return Option::TakesValue;
    const bool isKnown =
        hasOnly(option, "bBdEiIOPqRsSuvx") || option.starts_with("-W") || option.starts_with("-X");
    return isKnown ? Option::Harmless : Option::Other;
}

Option ofNode(string_view option) {
    static constexpr std::array<string_view, 9> code{
        "--eval", "--print",  "--require", "--import", "--loader", "--experimental-loader",
        "--run",  "--config", "--env-file"};
    return option.starts_with("--") && !beginsLike(option, code) ? Option::Harmless : Option::Other;
}

Option ofPerlOrRuby(string_view option) {
    return hasOnly(option, "wWTtU") || option.starts_with("-W:") ? Option::Harmless : Option::Other;
}

Option ofOthers(string_view) {
    return Option::Other;
}

RunningCode script(const Process &process, Option (*meaning)(string_view)) {
    for (std::size_t i = 1; i < process.arguments.size(); ++i) {
        const string_view argument = process.arguments[i];
        if (argument == "--" && i + 1 < process.arguments.size())
            return {CodeKind::Script, process.arguments[i + 1]};
        if (!argument.starts_with('-') && !argument.starts_with('+'))
            return {CodeKind::Script, std::string(argument)};
        const Option option = meaning(argument);
        if (option == Option::Other)
            break;
        if (option == Option::TakesValue)
            ++i;
    }
    return {CodeKind::Unknown, {}};
}

/// Java only has a file with its code if it runs a `-jar`.
RunningCode jar(const Process &process) {
    static constexpr std::array<string_view, 4> harmless{"-X", "-D", "--add-opens=", "-ea"};
    for (std::size_t i = 1; i + 1 < process.arguments.size(); ++i) {
        const string_view argument = process.arguments[i];
        if (argument == "-jar")
            return {CodeKind::Script, process.arguments[i + 1]};
        if (!beginsLike(argument, harmless) || argument.starts_with("-Xbootclasspath"))
            break;
    }
    return {CodeKind::Unknown, {}};
}

} // namespace

bool isShell(const Process &process) {
    const string_view name = wire::programName(process.executable);
    return isUnixShell(name) || isSystemShell(name);
}

bool isInteractive(const Process &shell) {
    if (isSystemShell(wire::programName(shell.executable)))
        return isInteractiveSystemShell(shell);
    static constexpr std::array<string_view, 6> withValue{
        "--rcfile", "--init-file", "--init-command", "-C", "-o", "-O"};
    for (std::size_t i = 1; i < shell.arguments.size(); ++i) {
        const string_view argument = shell.arguments[i];
        if (isOneOf(argument, withValue))
            ++i;
        else if (!argument.starts_with('-') || argument.starts_with("--command") ||
                 (isShort(argument) && argument.find('c') != string_view::npos))
            return false;
    }
    return true;
}

RunningCode runningCode(const Process &process) {
    // Loaders, debuggers, services: the command line doesn't name the file with their code.
    static constexpr std::array<string_view, 14> opaque{
        "ld-linux", "ld-musl",  "ld.so",   "qemu-", "wine", "make",  "gmake",
        "just",     "beam.smp", "systemd", "init",  "cron", "crond", "gdb"};
    static constexpr std::array<string_view, 24> others{
        "php",     "lua",   "deno",    "bun",    "tclsh", "wish", "expect", "pwsh",
        "Rscript", "guile", "julia",   "dotnet", "mono",  "awk",  "gawk",   "mawk",
        "groovy",  "scala", "escript", "csh",    "tcsh",  "mksh", "nu",     "xonsh"};
    static constexpr std::array<string_view, 3> pythons{"python", "pypy", "pypy3"};
    static constexpr std::array<string_view, 2> nodes{"node", "nodejs"};
    static constexpr std::array<string_view, 2> alike{"perl", "ruby"};
    const string_view program = wire::programName(process.executable);
    if (program.empty() || isCalled(program, opaque))
        return {CodeKind::Unknown, {}};
    if (isShell(process)) {
        if (process.onTerminal && isInteractive(process))
            return {CodeKind::Interactive, {}};
        if (!isUnixShell(program))
            return {CodeKind::Unknown, {}};
        // busybox is a shell only if it's called as one
        const bool isApplet = program == "busybox" && !process.arguments.empty() &&
                              !wire::programName(process.arguments[0]).ends_with("sh");
        return isApplet ? RunningCode{CodeKind::Unknown, {}} : script(process, ofShell);
    }
    if (isCalled(program, pythons))
        return script(process, ofPython);
    if (isCalled(program, nodes))
        return script(process, ofNode);
    if (isCalled(program, alike))
        return script(process, ofPerlOrRuby);
    if (program == "java")
        return jar(process);
    if (isCalled(program, others))
        return script(process, ofOthers);
    return {CodeKind::Program, {}};
}

} // namespace vouch::endpoint
