// SPDX-License-Identifier: Apache-2.0
#include "endpoint/who_asks.h"

#include "wire/text.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace vouch::endpoint {
namespace {

using std::string_view;
using wire::Process;

string_view baseName(string_view path) {
    return path.substr(path.rfind('/') + 1); // npos + 1 is 0
}

string_view programOf(const Process &process) {
    return baseName(process.executable);
}

template <std::size_t N>
bool isOneOf(string_view name, const std::array<string_view, N> &names) {
    return std::ranges::find(names, name) != names.end();
}

bool isShell(const Process &process) {
    static constexpr std::array<string_view, 7> shells{"sh",   "dash", "bash",   "zsh",
                                                       "fish", "ksh",  "busybox"};
    return isOneOf(programOf(process), shells);
}

/// Starts another program with more or less time, rights or arguments, and wants nothing itself.
bool isWrapper(const Process &process) {
    static constexpr std::array<string_view, 14> wrappers{
        "timeout", "time",   "env",  "nice", "ionice", "chrt",     "nohup",
        "setsid",  "stdbuf", "sudo", "doas", "xargs",  "parallel", "systemd-inhibit"};
    return isOneOf(programOf(process), wrappers);
}

/// A shell that reads what a person types, not a script's or another program's `sh -c`.
bool isForAPerson(const Process &shell) {
    static constexpr std::array<string_view, 6> withValue{
        "--rcfile", "--init-file", "--init-command", "-C", "-o", "-O"};
    for (std::size_t i = 1; i < shell.arguments.size(); ++i) {
        const string_view argument = shell.arguments[i];
        const bool isShort = argument.starts_with('-') && !argument.starts_with("--");
        if (isOneOf(argument, withValue))
            ++i;
        else if (!argument.starts_with('-') || argument.starts_with("--command") ||
                 (isShort && argument.find('c') != string_view::npos))
            return false;
    }
    return true;
}

/// Helper, git, shell, git's transport, git: the outermost git is the one that somebody started.
std::size_t outermostGit(const std::vector<Process> &chain) {
    std::size_t outermost = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const string_view name = programOf(chain[i]);
        if (name == "git")
            outermost = i;
        else if (!name.starts_with("git") && !isWrapper(chain[i]) &&
                 (!isShell(chain[i]) || isForAPerson(chain[i])))
            break;
    }
    return outermost;
}

const Process &starterOf(const std::vector<Process> &chain, std::size_t process) {
    for (std::size_t i = process + 1; i < chain.size(); ++i) {
        if (isWrapper(chain[i]))
            continue;
        if (!isShell(chain[i]))
            return chain[i];
        if (isForAPerson(chain[i]))
            break;
    }
    return chain[process];
}

/// The script that an interpreter runs; empty when it runs none.
string_view scriptOf(const Process &interpreter) {
    for (std::size_t i = 1; i < interpreter.arguments.size(); ++i) {
        const string_view argument = interpreter.arguments[i];
        if (argument == "-c" || argument == "-e")
            return {};
        if (!argument.starts_with('-'))
            return baseName(argument);
    }
    return {};
}

/// What JetBrains' editors call themselves where Java is the program, such as `PyCharmCE`.
string_view jetBrainsProduct(const Process &java) {
    static constexpr string_view selector = "-Didea.paths.selector=";
    for (const string_view argument : java.arguments)
        if (argument.starts_with(selector)) {
            const string_view value = argument.substr(selector.size());
            return value.substr(0, value.find_first_of("0123456789"));
        }
    return {};
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

/// The names that people know, where the program's is another.
string_view knownName(string_view own) {
    struct Known {
        string_view own, known;
    };
    static constexpr std::array<Known, 23> all{
        {{"idea", "IntelliJ IDEA"},    {"IntelliJIdea", "IntelliJ IDEA"},
         {"IdeaIC", "IntelliJ IDEA"},  {"AndroidStudio", "Android Studio"},
         {"studio", "Android Studio"}, {"clion", "CLion"},
         {"datagrip", "DataGrip"},     {"goland", "GoLand"},
         {"phpstorm", "PhpStorm"},     {"pycharm", "PyCharm"},
         {"PyCharmCE", "PyCharm"},     {"rider", "Rider"},
         {"rubymine", "RubyMine"},     {"rustrover", "RustRover"},
         {"webstorm", "WebStorm"},     {"code", "Visual Studio Code"},
         {"code-oss", "Code - OSS"},   {"codium", "VSCodium"},
         {"cursor", "Cursor"},         {"eclipse", "Eclipse"},
         {"gitkraken", "GitKraken"},   {"sublime_merge", "Sublime Merge"},
         {"zed-editor", "Zed"}}};
    const auto found = std::ranges::find(all, own, &Known::own);
    return found == all.end() ? own : found->known;
}

/// A helper that git did not start is nothing that people type.
bool isTypedInForeground(const Process &asks) {
    const string_view program = programOf(asks);
    return asks.isInForeground && (program == "git" || program == "vouch");
}

Requester requester(const Process &asks, const std::string &directory) {
    Requester who;
    who.directory = QString::fromStdString(wire::displayText(directory));
    who.program = QString::fromStdString(wire::displayText(knownName(ownName(asks)), 60));
    who.pid = asks.pid;
    return who;
}

} // namespace

Requester whoAsks(const std::vector<Process> &chain) {
    if (chain.empty())
        return {};
    const std::size_t git = outermostGit(chain);
    const Process &asks = git > 0 ? starterOf(chain, git) : chain[0];
    Requester who = requester(asks, chain[git].directory);
    who.isInForeground = &asks == &chain[git] && isTypedInForeground(asks);
    return who;
}

Requester whoStarted(const std::vector<Process> &chain) {
    if (chain.empty())
        return {};
    const Process &asks = starterOf(chain, 0);
    Requester who = requester(asks, chain[0].directory);
    who.isInForeground = &asks == &chain[0] && isTypedInForeground(asks);
    return who;
}

} // namespace vouch::endpoint
