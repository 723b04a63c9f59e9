// SPDX-License-Identifier: Apache-2.0
#include "cli/become.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/credentials_request.h"

#include "core/error.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
using std::string_view;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

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

/// The variables of the command, wiped on destruction.
class Environment {
public:
    /// Our own without other credentials.
    Environment() : entries_(ownVariables()) {
        std::erase_if(entries_, [](const wire::Bytes &entry) {
            return std::ranges::any_of(otherCredentials, [&entry](string_view name) {
                return isSameVariable(nameOf(entry), name);
            });
        });
    }

    /// Sets a variable; an empty value leaves it unchanged.
    void set(string_view name, string_view value) {
        if (value.empty())
            return;
        std::erase_if(entries_, [name](const wire::Bytes &entry) {
            return isSameVariable(nameOf(entry), name);
        });
        wire::Bytes &entry = entries_.emplace_back();
        entry.reserve(name.size() + value.size() + 1);
        for (const string_view part : {name, string_view("="), value})
            wire::append(entry, part);
    }

    Variables &entries() { return entries_; }

private:
    static string_view nameOf(const wire::Bytes &entry) {
        const string_view text = wire::view(entry);
        return text.substr(0, text.find('='));
    }

    Variables entries_;
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

} // namespace

int exec(const QCommandLineParser &line) {
    if (const QString within = qEnvironmentVariable(marker); !within.isEmpty())
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("This shell already has the credentials of %1 from vouch exec.")
                        .arg(within),
                    Strings::tr("Leave this shell first: exit"));
    QStringList command = line.positionalArguments();
    if (command.isEmpty())
        command = {usualShell()};
    const auto answer = requestCredentials(
        CredentialsUse::Command, line,
        {{"purpose", "exec"}, {"session", line.isSet(u"no-session"_s) ? "no" : "yes"}});
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    Environment environment = environmentWith(answer, regionFor(line.value(u"region"_s), answer));
    become(command, environment.entries());
}

} // namespace vouch::cli
