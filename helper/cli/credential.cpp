// SPDX-License-Identifier: Apache-2.0
#include "cli/credentials_request.h"

#include "core/error.h"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A member of a JSON object. AWS's keys and tokens are base64 and need no escapes.
void append(wire::Bytes &json, std::string_view name, std::string_view value) {
    const bool isPlain = std::ranges::all_of(
        value, [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; });
    if (!isPlain)
        throw Error(Error::Kind::Server, u"These credentials can't be AWS's."_s,
                    u"Look where they come from."_s);
    for (const std::string_view part :
         {std::string_view(",\""), name, std::string_view("\":\""), value, std::string_view("\"")})
        wire::append(json, part);
}

/// The AWS CLI's contract for credential_process: app/aws/README.md, credential_process.
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

/// Without a FILE, which would keep a copy.
void writeOut(const wire::Bytes &bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data() + at, bytes.size() - at);
        if (written < 0 && errno != EINTR)
            throw Error(Error::Kind::Internal, u"The credentials could not be printed."_s);
        at += std::size_t(std::max<ssize_t>(written, 0));
    }
}

} // namespace

int credential(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Prints AWS credentials as JSON, for programs. In ~/.aws/config:\n\n"
        "  [profile work]\n"
        "  credential_process = vouch credential aws --role Developer\n\n"
        "Without --role and --profile it is the role or profile of: vouch config get role"_s);
    const CredentialsRequest request(parser);
    parser.addPositionalArgument(u"aws"_s, u"Whose credentials; there is nothing else yet."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch credential"_s} + words);
    if (parser.positionalArguments() != QStringList{u"aws"_s})
        parser.showHelp(Usage);

    const auto answer =
        request.ask(CredentialsRequest::Asker::ProfilesProcess, parser, {{"purpose", "process"}});
    if (const auto failure = wire::failure(answer))
        return complain(*failure);
    writeOut(processJson(answer));
    return Done;
}

} // namespace vouch::cli
