// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <cstdio>

/// Color on a terminal. Output to a pipe, or with NO_COLOR set, stays plain text.
namespace vouch::cli {

enum class Tone {
    Plain,
    Good,
    Warning,
    Bad,
    Strong,
    Faint,
};

/// A part of a line.
struct Span {
    QString text;
    Tone tone = Tone::Plain;
};

/// Whether a stream goes to a terminal that shows colors: not with NO_COLOR, nor with TERM=dumb.
bool hasColors(std::FILE *stream);

/// The line with the terminal's codes for its tones, or without them. Removes control characters
/// from the texts.
QByteArray painted(const QList<Span> &line, bool inColor);

/// Prints a line to stdout.
void printPainted(const QList<Span> &line);

} // namespace vouch::cli
