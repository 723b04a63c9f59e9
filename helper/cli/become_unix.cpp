// SPDX-License-Identifier: Apache-2.0
#include "cli/become.h"

#include "cli/command.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <unistd.h>

extern char **environ; // no header has to declare it (POSIX)

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

} // namespace

Variables ownVariables() {
    Variables variables;
    for (char **entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        variables.emplace_back(text.begin(), text.end());
    }
    return variables;
}

bool isSameVariable(std::string_view one, std::string_view other) {
    return one == other;
}

QString usualShell() {
    return qEnvironmentVariable("SHELL", u"/bin/sh"_s);
}

// The command inherits our limit on core files, which would hold the credentials.
void become(const QStringList &command, Variables &variables) {
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(QFile::encodeName(word));
    std::vector<char *> arguments;
    arguments.reserve(words.size() + 1);
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<char *> entries;
    for (wire::Bytes &entry : variables) {
        entry.push_back('\0');
        entries.push_back(entry.data());
    }
    entries.push_back(nullptr);
    environ = entries.data(); // execvp(3) searches the PATH in there
    ::execvp(arguments.front(), arguments.data());
    const int error = errno;
    printError(Strings::tr("Can't run %1: %2.")
                   .arg(command.first(), QString::fromLocal8Bit(std::strerror(error))));
    ::_exit(error == ENOENT ? programNotFound : programNotRunnable);
}

} // namespace vouch::cli
