// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/credentials_request.h"

#include "core/error.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <vector>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using std::string_view;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// The exit codes that shells use.
constexpr int notFound = 127, notRunnable = 126;

/// Names the credentials in a program's environment, and keeps `vouch exec` from nesting.
constexpr const char *marker = "VOUCH_EXEC";

/// Variables that would make AWS's tools use other credentials.
constexpr std::array<string_view, 17> otherCredentials{"VOUCH_EXEC",
                                                       "AWS_PROFILE",
                                                       "AWS_DEFAULT_PROFILE",
                                                       "AWS_ACCESS_KEY_ID",
                                                       "AWS_SECRET_ACCESS_KEY",
                                                       "AWS_SESSION_TOKEN",
                                                       "AWS_SECURITY_TOKEN",
                                                       "AWS_SESSION_EXPIRATION",
                                                       "AWS_CREDENTIAL_EXPIRATION",
                                                       "AWS_CREDENTIAL_FILE",
                                                       "AWS_ROLE_ARN",
                                                       "AWS_ROLE_SESSION_NAME",
                                                       "AWS_WEB_IDENTITY_TOKEN_FILE",
                                                       "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                                                       "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                                       "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                                                       "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"};

/// An environment for execve(2), wiped on destruction.
class Environment {
public:
    /// Our own environment without other credentials.
    Environment() {
        for (char **entry = environ; *entry != nullptr; ++entry) {
            const string_view text(*entry);
            const string_view name = text.substr(0, text.find('='));
            if (std::ranges::find(otherCredentials, name) == otherCredentials.end())
                entries_.emplace_back(text.begin(), text.end()).push_back('\0');
        }
    }

    /// Sets a variable; an empty value leaves it unchanged.
    void set(string_view name, string_view value) {
        if (value.empty())
            return;
        std::erase_if(entries_, [name](const wire::Bytes &entry) {
            const string_view text = wire::view(entry);
            return text.starts_with(name) && text.substr(name.size()).starts_with('=');
        });
        wire::Bytes &entry = entries_.emplace_back();
        entry.reserve(name.size() + value.size() + 2);
        for (const string_view part : {name, string_view("="), value, string_view("\0", 1)})
            wire::append(entry, part);
    }

    std::vector<char *> pointers() {
        std::vector<char *> pointers;
        for (wire::Bytes &entry : entries_)
            pointers.push_back(entry.data());
        pointers.push_back(nullptr);
        return pointers;
    }

private:
    std::vector<wire::Bytes> entries_;
};

/// The region given on the command line, else in the environment, else of the role or profile.
std::string regionFor(const QString &given, const wire::Block &answer) {
    if (!given.isEmpty())
        return given.toStdString();
    if (const QString region = regionVariable(); !region.isEmpty())
        return region.toStdString();
    return std::string(answer.value("region"));
}

Environment environmentWith(const wire::Block &answer, const std::string &region) {
    Environment environment;
    environment.set(marker, answer.value("name"));
    environment.set("AWS_ACCESS_KEY_ID", answer.value("access_key_id"));
    environment.set("AWS_SECRET_ACCESS_KEY", answer.value("secret_access_key"));
    environment.set("AWS_SESSION_TOKEN", answer.value("session_token"));
    environment.set("AWS_SECURITY_TOKEN", answer.value("session_token"));
    if (answer.find("expiration"))
        environment.set("AWS_SESSION_EXPIRATION",
                        isoTime(text(answer, "expiration").toLongLong()).toStdString());
    environment.set("AWS_REGION", region);
    environment.set("AWS_DEFAULT_REGION", region);
    return environment;
}

/// Replaces this program with the command, or exits with a shell's exit code. The command inherits
/// our limit on core files, which would hold the credentials.
[[noreturn]] void become(const QStringList &command, Environment &environment) {
    std::vector<QByteArray> words;
    for (const QString &word : command)
        words.push_back(QFile::encodeName(word));
    std::vector<char *> arguments;
    arguments.reserve(words.size() + 1);
    for (QByteArray &word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::vector<char *> variables = environment.pointers();
    environ = variables.data(); // execvp(3) searches the PATH in there
    ::execvp(arguments.front(), arguments.data());
    const int error = errno;
    printError(Strings::tr("Can't run %1: %2.")
                   .arg(command.first(), QString::fromLocal8Bit(std::strerror(error))));
    ::_exit(error == ENOENT ? notFound : notRunnable);
}

} // namespace

int exec(const QCommandLineParser &line) {
    if (const QString within = qEnvironmentVariable(marker); !within.isEmpty())
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("This shell already has the credentials of %1 from vouch exec.")
                        .arg(within),
                    Strings::tr("Leave this shell first: exit"));
    QStringList command = line.positionalArguments();
    if (command.isEmpty())
        command = {qEnvironmentVariable("SHELL", u"/bin/sh"_s)};
    const auto answer = requestCredentials(
        CredentialsUse::Command, line,
        {{"purpose", "exec"}, {"session", line.isSet(u"no-session"_s) ? "no" : "yes"}});
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    Environment environment = environmentWith(answer, regionFor(line.value(u"region"_s), answer));
    become(command, environment);
}

} // namespace vouch::cli
