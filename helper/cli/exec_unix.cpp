// SPDX-License-Identifier: Apache-2.0
#include "cli/credentials_request.h"

#include "core/error.h"

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

/// As shells have it.
constexpr int notFound = 127, notRunnable = 126;

/// Says whose credentials a program's environment holds; refuses to do it twice.
constexpr const char *marker = "VOUCH_EXEC";

/// By these AWS's programs would find other credentials than those we give.
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

/// An environment for execve(2), wiped when it dies.
class Environment {
public:
    /// Ours, without other credentials and without a region, which is set anew.
    Environment() {
        for (char **entry = environ; *entry != nullptr; ++entry) {
            const string_view text(*entry);
            const string_view name = text.substr(0, text.find('='));
            if (std::ranges::find(otherCredentials, name) == otherCredentials.end())
                entries_.emplace_back(text.begin(), text.end()).push_back('\0');
        }
    }

    /// An empty value leaves it as it is.
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

/// The region that was asked for; else what the environment says; else the role's or profile's.
std::string regionFor(const QString &asked, const wire::Block &answer) {
    if (!asked.isEmpty())
        return asked.toStdString();
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

/// Becomes the command, or ends with a shell's exit code. It leaves no core file, as we would not:
/// that would hold the credentials.
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
    complain(
        u"Can't run %1: %2."_s.arg(command.first(), QString::fromLocal8Bit(std::strerror(error))));
    ::_exit(error == ENOENT ? notFound : notRunnable);
}

} // namespace

int exec(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Runs a command with AWS credentials in its environment, as aws-vault exec does, and "
        "exits with its exit code. They are good for that command, until they end.\n\n"
        "  vouch exec --profile work -- aws s3 ls"_s);
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    const CredentialsRequest request(parser);
    const QCommandLineOption noSession(
        u"no-session"_s, u"Give a profile's long-lived keys, and no session of theirs."_s);
    const QCommandLineOption region(u"region"_s, u"The command's region."_s, u"REGION"_s);
    parser.addOptions({noSession, region});
    parser.addPositionalArgument(u"command"_s, u"The command and its words; your shell if none."_s,
                                 u"[--] [COMMAND...]"_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch exec"_s} + words);

    if (const QString within = qEnvironmentVariable(marker); !within.isEmpty())
        throw Error(Error::Kind::Unsupported,
                    u"This shell has the credentials of %1 already, by vouch exec."_s.arg(within),
                    u"Leave it first: exit"_s);
    QStringList command = parser.positionalArguments();
    if (command.isEmpty())
        command = {qEnvironmentVariable("SHELL", u"/bin/sh"_s)};
    const auto answer =
        request.ask(CredentialsRequest::Asker::Command, parser,
                    {{"purpose", "exec"}, {"session", parser.isSet(noSession) ? "no" : "yes"}});
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    Environment environment = environmentWith(answer, regionFor(parser.value(region), answer));
    become(command, environment);
}

} // namespace vouch::cli
