// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/credentials_request.h"

#include "core/error.h"
#include "wire/standard_streams.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// Appends a member of a JSON object. AWS's keys and tokens are base64 and need no escapes.
void append(wire::Bytes &json, std::string_view name, std::string_view value) {
    const bool isPlain = std::ranges::all_of(
        value, [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; });
    if (!isPlain)
        throw Error(Error::Kind::Server, Strings::tr("These aren't valid AWS credentials."),
                    Strings::tr("Check where they come from."));
    for (const std::string_view part :
         {std::string_view(",\""), name, std::string_view("\":\""), value, std::string_view("\"")})
        wire::append(json, part);
}

/// The format that the AWS CLI expects of a credential_process; see app/aws/README.md.
wire::Bytes processJson(const wire::Block &answer) {
    wire::Bytes json;
    json.reserve(4096);
    wire::append(json, "{\"Version\":1");
    append(json, "AccessKeyId", answer.value("access_key_id"));
    append(json, "SecretAccessKey", answer.value("secret_access_key"));
    if (answer.find("session_token"))
        append(json, "SessionToken", answer.value("session_token"));
    if (answer.find("expiration"))
        append(json, "Expiration", isoTime(text(answer, "expiration").toLongLong()).toStdString());
    wire::append(json, "}\n");
    return json;
}

} // namespace

int credentialAws(const QCommandLineParser &line) {
    const auto answer =
        requestCredentials(CredentialsUse::CredentialProcess, line, {{"purpose", "process"}});
    if (const auto failure = wire::failure(answer))
        return printError(*failure);
    if (!wire::writeOutput(wire::view(processJson(answer))))
        throw Error(Error::Kind::Internal,
                    Strings::tr("Could not write the credentials to stdout."));
    return Done;
}

} // namespace vouch::cli
