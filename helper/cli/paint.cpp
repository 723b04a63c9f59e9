// SPDX-License-Identifier: Apache-2.0
#include "cli/paint.h"

#include "cli/terminal.h"
#include "wire/text.h"

#include <QByteArray>

namespace vouch::cli {
namespace {

const char *codeOf(Tone tone) {
    switch (tone) {
    case Tone::Good:
        return "\x1B[32m";
    case Tone::Warning:
        return "\x1B[33m";
    case Tone::Bad:
        return "\x1B[1;31m";
    case Tone::Strong:
        return "\x1B[1m";
    case Tone::Faint:
        return "\x1B[2m";
    case Tone::Plain:
        break;
    }
    return "";
}

} // namespace

bool hasColors(std::FILE *stream) {
    const QByteArray terminal = qgetenv("TERM");
    return qEnvironmentVariableIsEmpty("NO_COLOR") && !terminal.isEmpty() && terminal != "dumb" &&
           isTerminal(stream);
}

QByteArray painted(const QList<Span> &line, bool inColor) {
    QByteArray bytes;
    for (const auto &[text, tone] : line) {
        const bool isColored = inColor && tone != Tone::Plain && !text.isEmpty();
        if (isColored)
            bytes += codeOf(tone);
        bytes += QByteArray::fromStdString(wire::displayText(text.toStdString(), 2000));
        if (isColored)
            bytes += "\x1B[0m";
    }
    return bytes;
}

void printPainted(const QList<Span> &line) {
    const QByteArray bytes = painted(line, hasColors(stdout)) + '\n';
    std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

} // namespace vouch::cli
