// SPDX-License-Identifier: Apache-2.0
#include "cli/credentials_request.h"

#include "cli/prompter.h"
#include "cli/terminal.h"
#include "wire/start.h"

#include <QDateTime>

#include <chrono>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

CredentialsRequest::CredentialsRequest(QCommandLineParser &parser)
    : role_(u"role"_s, u"A role, by name or ARN."_s, u"ROLE"_s),
      profile_(u"profile"_s, u"An AWS profile."_s, u"PROFILE"_s),
      duration_(u"duration"_s, u"Lifetime in seconds, 900 to 43200."_s, u"S"_s) {
    parser.addOptions({role_, profile_, duration_});
}

bool CredentialsRequest::isSet(const QCommandLineParser &parser) const {
    return parser.isSet(role_) || parser.isSet(profile_) || parser.isSet(duration_);
}

wire::Block
CredentialsRequest::send(Caller caller, const QCommandLineParser &parser,
                         const QList<std::pair<std::string, std::string>> &fields) const {
    wire::BlockWriter request =
        wire::request(caller == Caller::Console ? "console" : "credential-aws");
    request.add("via", hasTerminal() ? "either" : "window")
        .addUnlessEmpty("role", parser.value(role_).toStdString())
        .addUnlessEmpty("profile", parser.value(profile_).toStdString())
        .addUnlessEmpty("duration", parser.value(duration_).toStdString());
    for (const auto &[key, value] : fields)
        request.add(key, value);
    if (caller == Caller::CredentialProcess)
        wire::addAwsFiles(request);
    else
        wire::addAwsVariables(request);
    if (caller != Caller::Console)
        wire::addAwsKeys(request);
    const OnEvent event = [](const wire::Block &block, wire::Connection &connection) {
        if (block.value("event") == "waiting" && hasTerminal())
            printNote(text(block, "text"));
        else if (block.value("event") == "ask" && block.value("what") == "code")
            answerHidden(block, u"MFA code: "_s, connection);
    };
    const auto paths = wire::runtimePaths();
    const wire::Bytes bytes = request.finish();
    wire::Block answer = exchange(wire::connectOrStart(paths), bytes, event);
    const auto failure = wire::failure(answer);
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::seconds(wire::startSeconds);
    if (failure && failure->kind == "prompt_needed" && wire::makeRoom(paths, deadline))
        return exchange(wire::connectOrStart(paths), bytes, event);
    return answer;
}

QString regionVariable() {
    const QString region = qEnvironmentVariable("AWS_REGION");
    return region.isEmpty() ? qEnvironmentVariable("AWS_DEFAULT_REGION") : region;
}

QString isoTime(qint64 seconds) {
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

} // namespace vouch::cli
