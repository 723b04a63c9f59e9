// SPDX-License-Identifier: Apache-2.0
#include "endpoint/requester_lookup.h"

#include "endpoint/running_code.h"
#include "endpoint/system_program.h"
#include "wire/text.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

using std::string_view;
using wire::Process;

string_view programOf(const Process &process) {
    return baseName(process.executable);
}

/// Whether it only runs another program, with a time limit, other rights, or more arguments.
bool isWrapper(const Process &process) {
    static constexpr std::array<string_view, 14> wrappers{
        "timeout", "time",   "env",  "nice", "ionice", "chrt",     "nohup",
        "setsid",  "stdbuf", "sudo", "doas", "xargs",  "parallel", "systemd-inhibit"};
    return isOneOf(programOf(process), wrappers);
}

/// In a chain like helper, git, shell, git's transport, git: the outermost git was the one started.
std::size_t outermostGit(const std::vector<Process> &chain) {
    std::size_t outermost = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const string_view name = programOf(chain[i]);
        if (name == "git")
            outermost = i;
        else if (!name.starts_with("git") && !isWrapper(chain[i]) &&
                 (!isShell(chain[i]) || isInteractive(chain[i])))
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
        if (isInteractive(chain[i]))
            break;
    }
    return chain[process];
}

/// The script that an interpreter runs; empty if there is none.
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

/// The name that users know, if it differs from the program's.
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

/// Whether the user typed the command. Doesn't apply to a helper that git didn't start.
bool isTypedInForeground(const Process &process) {
    const string_view program = programOf(process);
    return process.isInForeground && (program == "git" || program == "vouch");
}

Requester requester(const Process &process, string_view name, const std::string &directory) {
    Requester who;
    who.directory = QString::fromStdString(wire::displayText(directory));
    who.program = QString::fromStdString(wire::displayText(knownName(name), 60));
    who.pid = process.pid;
    return who;
}

struct Launcher {
    std::size_t process = 0;
    RunningCode code;
};

/// The process that started our own command line, which is the first in the chain.
Launcher launcherOfClient(const std::vector<Process> &chain) {
    std::size_t inlineShell = 0;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        const RunningCode code = runningCode(chain[i]);
        if (isWrapper(chain[i]) && isSystemProgram(chain[i].executable))
            continue;
        if (isShell(chain[i]) && code.kind == RunningCode::Kind::Unknown &&
            isSystemProgram(chain[i].executable)) {
            inlineShell = inlineShell > 0 ? inlineShell : i;
            continue; // probably another program's `sh -c`
        }
        if (code.kind == RunningCode::Kind::Interactive && inlineShell > 0)
            break; // the user typed the `sh -c`
        return {i, code};
    }
    return {inlineShell, {RunningCode::Kind::Unknown, {}}};
}

QString shownPath(const std::string &path) {
    return QString::fromStdString(wire::displayText(path, 4096));
}

std::string fullPath(const Process &process, const std::string &file) {
    return (std::filesystem::path(process.directory) / file).lexically_normal().string();
}

/// Nothing if the file is unknown, or others can change it.
std::optional<QString> identityOf(const std::optional<FileId> &file, const std::string &path) {
    if (!file || file->othersMayWrite)
        return std::nullopt;
    return u"%1:%2:"_s.arg(QString::number(file->device), QString::number(file->inode)) +
           QString::fromStdString(path);
}

void identify(Requester &who, const Process &process, const RunningCode &code,
              const LookAtFile &look) {
    who.path = shownPath(process.executable);
    const auto program = identityOf(look(process, {}), process.executable);
    if (code.kind == RunningCode::Kind::Script) {
        const std::string path = fullPath(process, code.script);
        who.path = shownPath(path);
        const auto script = identityOf(look(process, code.script), path);
        if (program && script)
            who.identity = *program + u'\n' + *script;
    } else if (code.kind == RunningCode::Kind::Interactive && program) {
        who.identity = *program + u"\n%1 %2"_s.arg(QString::number(process.pid),
                                                   QString::number(process.started));
    } else if (code.kind == RunningCode::Kind::Program && program) {
        who.identity = *program;
    }
}

} // namespace

Requester requesterOf(const std::vector<Process> &chain) {
    if (chain.empty())
        return {};
    const std::size_t git = outermostGit(chain);
    const Process &process = git > 0 ? starterOf(chain, git) : chain[0];
    Requester who = requester(process, ownName(process), chain[git].directory);
    who.isInForeground = &process == &chain[git] && isTypedInForeground(process);
    return who;
}

Requester launcherOf(const std::vector<Process> &chain, const std::optional<FileId> &own,
                     const LookAtFile &look) {
    if (chain.empty())
        return {};
    const auto client = look(chain[0], {});
    const bool isOurs = own && client && client->isSame(*own);
    const Launcher launcher = isOurs ? launcherOfClient(chain) : Launcher{0, runningCode(chain[0])};
    const Process &process = chain[launcher.process];
    const bool hasScript = launcher.code.kind == RunningCode::Kind::Script;
    Requester who = requester(
        process, hasScript ? baseName(launcher.code.script) : string_view(ownName(process)),
        chain[0].directory);
    identify(who, process, launcher.code, look);
    who.isInForeground =
        launcher.code.kind == RunningCode::Kind::Interactive && isTypedInForeground(chain[0]);
    return who;
}

} // namespace vouch::endpoint
