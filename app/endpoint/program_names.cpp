// SPDX-License-Identifier: Apache-2.0
#include "endpoint/program_names.h"

#include "endpoint/running_code.h"

#include <algorithm>
#include <array>

namespace vouch::endpoint {

using std::string_view;
using wire::Process;

namespace {

/// The script that an interpreter runs; empty if there is none.
string_view scriptOf(const Process &interpreter) {
    for (std::size_t i = 1; i < interpreter.arguments.size(); ++i) {
        const string_view argument = interpreter.arguments[i];
        if (argument == "-c" || argument == "-e")
            return {};
        if (!argument.starts_with('-'))
            return wire::programName(argument);
    }
    return {};
}

/// The name of a JetBrains editor that runs as a Java program, such as `PyCharmCE`.
string_view jetBrainsProduct(const Process &java) {
    static constexpr string_view selector = "-Didea.paths.selector=";
    for (const string_view argument : java.arguments)
        if (argument.starts_with(selector)) {
            const string_view value = argument.substr(selector.size());
            return value.substr(0, value.find_first_of("0123456789"));
        }
    return {};
}

} // namespace

string_view programOf(const Process &process) {
    static constexpr std::array<string_view, 3> manyPrograms{"busybox", "coreutils", "toybox"};
    const string_view file = wire::programName(process.executable);
    if (!isOneOf(file, manyPrograms) || process.arguments.empty())
        return file;
    const string_view called = wire::programName(process.arguments[0]);
    return called.empty() || called.starts_with('-') ? file : called;
}

bool isWrapper(const Process &process) {
    // Not env, nice or nohup, which become what they run, nor sudo, which belongs to another user.
    static constexpr std::array<string_view, 11> wrappers{
        "timeout", "gtimeout", "time",    "setsid",          "xargs",           "parallel",
        "flock",   "strace",   "unshare", "systemd-inhibit", "dbus-run-session"};
    return isOneOf(programOf(process), wrappers);
}

string_view ownName(const Process &process) {
    const string_view program = programOf(process);
    if (program == "java") {
        const string_view product = jetBrainsProduct(process);
        return product.empty() ? program : product;
    }
    static constexpr std::array<string_view, 4> interpreters{"python", "node", "ruby", "perl"};
    for (const string_view interpreter : interpreters)
        if (program.starts_with(interpreter)) {
            const string_view script = scriptOf(process);
            return script.empty() ? program : script;
        }
    return program;
}

string_view knownName(string_view own) {
    struct Known {
        string_view own, known;
    };
    static constexpr std::array<Known, 39> all{{{"idea", "IntelliJ IDEA"},
                                                {"IntelliJIdea", "IntelliJ IDEA"},
                                                {"IdeaIC", "IntelliJ IDEA"},
                                                {"AndroidStudio", "Android Studio"},
                                                {"studio", "Android Studio"},
                                                {"clion", "CLion"},
                                                {"datagrip", "DataGrip"},
                                                {"goland", "GoLand"},
                                                {"phpstorm", "PhpStorm"},
                                                {"pycharm", "PyCharm"},
                                                {"PyCharmCE", "PyCharm"},
                                                {"rider", "Rider"},
                                                {"rubymine", "RubyMine"},
                                                {"rustrover", "RustRover"},
                                                {"webstorm", "WebStorm"},
                                                {"code", "Visual Studio Code"},
                                                {"code-oss", "Code - OSS"},
                                                {"codium", "VSCodium"},
                                                {"cursor", "Cursor"},
                                                {"eclipse", "Eclipse"},
                                                {"gitkraken", "GitKraken"},
                                                {"sublime_merge", "Sublime Merge"},
                                                {"zed-editor", "Zed"},
                                                {"gnome-terminal-server", "GNOME Terminal"},
                                                {"kgx", "GNOME Console"},
                                                {"ptyxis", "Ptyxis"},
                                                {"ptyxis-agent", "Ptyxis"},
                                                {"konsole", "Konsole"},
                                                {"xfce4-terminal", "Xfce Terminal"},
                                                {"mate-terminal", "MATE Terminal"},
                                                {"lxterminal", "LXTerminal"},
                                                {"qterminal", "QTerminal"},
                                                {"tilix", "Tilix"},
                                                {"terminator", "Terminator"},
                                                {"alacritty", "Alacritty"},
                                                {"wezterm-gui", "WezTerm"},
                                                {"ghostty", "Ghostty"},
                                                {"sshd", "SSH"},
                                                {"sshd-session", "SSH"}}};
    const auto found = std::ranges::find(all, own, &Known::own);
    return found == all.end() ? own : found->known;
}

} // namespace vouch::endpoint
