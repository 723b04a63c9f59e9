// SPDX-License-Identifier: Apache-2.0
#include "endpoint/requester_lookup.h"

#include "endpoint/executed_command.h"
#include "endpoint/program_names.h"
#include "endpoint/running_code.h"
#include "endpoint/system_program.h"
#include "wire/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

using std::string_view;
using wire::Process;

constexpr std::size_t maxCommand = 120;

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

/// Whether the user typed the command. Doesn't apply to a helper that git didn't start.
bool isTypedInForeground(const Process &process) {
    const string_view program = programOf(process);
    return process.isInForeground && (program == "git" || program == "vouch");
}

/// Whether the user sees git's messages, as with a tool in a terminal that runs git.
bool isSeenInForeground(const Process &git) {
    return git.isInForeground && git.errorsOnTerminal;
}

/// The program whose window the shell is in; empty if it can't be told.
string_view terminalOf(const std::vector<Process> &chain, std::size_t shell) {
    for (std::size_t i = shell + 1; i < chain.size(); ++i)
        if (!isShell(chain[i]) && !isWrapper(chain[i]))
            return programOf(chain[i]) == "systemd" ? string_view() : ownName(chain[i]);
    return {};
}

QString shownName(string_view name) {
    return QString::fromStdString(wire::displayText(knownName(name), 60));
}

Requester requester(const Process &process, string_view name, const std::string &directory) {
    Requester who;
    who.directory = QString::fromStdString(wire::displayText(directory));
    // Whatever its file is called.
    const bool isVouch = process.pid == QCoreApplication::applicationPid();
    who.program = isVouch ? u"Vouch"_s : shownName(name);
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
    who.isInForeground = (&process == &chain[git] && isTypedInForeground(process)) ||
                         (git > 0 && isSeenInForeground(chain[git]));
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
    Requester who = requester(process,
                              hasScript ? wire::programName(launcher.code.script)
                                        : string_view(ownName(process)),
                              chain[0].directory);
    identify(who, process, launcher.code, look);
    const bool isTyped = launcher.code.kind == RunningCode::Kind::Interactive;
    if (isTyped) {
        who.isInForeground = isTypedInForeground(chain[0]);
        who.terminal = shownName(terminalOf(chain, launcher.process));
    }
    // The name of a shell, or of our own program, says nothing about who gets the credentials.
    const bool isNameless = isTyped || launcher.process == 0 ||
                            (launcher.code.kind == RunningCode::Kind::Unknown && isShell(process));
    const auto command = isOurs && isNameless ? executedCommand(chain[0]) : ExecutedCommand();
    if (!command.program.empty()) {
        who.program = shownName(command.program);
        who.pid = chain[0].pid; // `vouch exec` becomes the command
        who.command = QString::fromStdString(wire::displayText(command.line, maxCommand));
    }
    return who;
}

} // namespace vouch::endpoint
