// SPDX-License-Identifier: Apache-2.0
#include "cli/credentials_request.h"

#include "cli/prompter.h"
#include "cli/terminal.h"
#include "wire/request.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDateTime>

#include <chrono>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

QString codeQuestion() {
    return Strings::tr("MFA code: ");
}

} // namespace

bool selectsCredentials(const QCommandLineParser &line) {
    return line.isSet(u"role"_s) || line.isSet(u"profile"_s) || line.isSet(u"duration"_s);
}

wire::Block requestCredentials(CredentialsUse use, const QCommandLineParser &line,
                               const QList<std::pair<std::string, std::string>> &fields) {
    wire::BlockWriter request =
        wire::request(use == CredentialsUse::Console ? "console" : "credential-aws");
    request.add("via", hasTerminal() ? "either" : "window")
        .addUnlessEmpty("role", line.value(u"role"_s).toStdString())
        .addUnlessEmpty("profile", line.value(u"profile"_s).toStdString())
        .addUnlessEmpty("duration", line.value(u"duration"_s).toStdString());
    for (const auto &[key, value] : fields)
        request.add(key, value);
    if (use == CredentialsUse::CredentialProcess)
        wire::addAwsFiles(request);
    else
        wire::addAwsVariables(request);
    if (use != CredentialsUse::Console)
        wire::addAwsKeys(request);
    const OnEvent event = [](const wire::Block &block, wire::Connection &connection) {
        if (block.value("event") == "waiting" && hasTerminal())
            printNote(text(block, "text"));
        else if (block.value("event") == "ask" && block.value("what") == "code")
            answerHidden(block, codeQuestion(), connection);
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
    return QString::fromLocal8Bit(wire::regionVariable());
}

QString isoTime(qint64 seconds) {
    return QDateTime::fromSecsSinceEpoch(seconds).toUTC().toString(Qt::ISODate);
}

} // namespace vouch::cli
