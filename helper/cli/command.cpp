// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include "cli/running_version.h"
#include "core/harden.h"
#include "wire/text.h"

#include <QCoreApplication>

#include <chrono>
#include <cstdio>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;
namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

void write(std::FILE *file, const QString &line) {
    const std::string clean = wire::displayText(line.toStdString(), 2000) + "\n";
    std::fwrite(clean.data(), 1, clean.size(), file);
    std::fflush(file); // a pipe's reader gets each line right away, too
}

} // namespace

void print(const QString &line) {
    write(stdout, line);
}

void printJson(const QByteArray &json) {
    std::fwrite(json.constData(), 1, std::size_t(json.size()), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

void printNote(const QString &line) {
    write(stderr, line);
}

void printError(const QString &line) {
    write(stderr, QStringLiteral("vouch: ") + line);
}

void printNotProtected() {
    printError(Strings::tr("Could not protect this program's memory from your other programs."));
}

void printVersionAdvice() {
    if (const auto advice = versionAdvice())
        printNote(advice->message + u' ' + advice->fix);
}

int printError(const wire::Failure &failure) {
    printError(QString::fromStdString(failure.line()));
    // What an application of another version says when it doesn't know what this command wants.
    if (failure.kind == "unsupported" || failure.kind == "malformed" || failure.kind == "version")
        printVersionAdvice();
    return failure.kind == "cancelled" ? Canceled : Refused;
}

wire::Block exchange(wire::Connection connection, const wire::Bytes &request, const OnEvent &event,
                     std::chrono::seconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    connection.send(request, deadline);
    while (true) {
        wire::Block block = connection.receive(deadline);
        const bool isLast = block.find("status").has_value();
        // Before a secret is typed, and at once when one has come; the application has looked at
        // this process by now. A failure holds none, and may be a reason to ask again.
        if ((!isLast || !wire::failure(block)) && !hideMemory())
            printNotProtected();
        if (isLast)
            return block;
        if (event)
            event(block, connection);
    }
}

QString text(const wire::Block &block, std::string_view key) {
    const std::string_view value = block.value(key);
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

QString asUser(const wire::Block &answer) {
    const QString email = text(answer, "email");
    return email.isEmpty() ? QString() : Strings::tr(" as ") + email;
}

} // namespace vouch::cli
