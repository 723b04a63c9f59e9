// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/paint.h"
#include "wire/block.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>

/// What `vouch status` prints. An answer is the application's to `status`; nothing means that the
/// application isn't running.
namespace vouch::cli {

using StatusAnswer = std::optional<wire::Block>;

/// In words, a line each.
QList<QList<Span>> statusLines(const StatusAnswer &answer,
                               const QDateTime &now = QDateTime::currentDateTime());
/// For a shell's prompt: `7h59m`, `…` during a sign-in, `signed out`; empty if Vouch isn't running
/// or has no server.
QString shortStatus(const StatusAnswer &answer, qint64 now);
/// One line of JSON: the answer's fields under their own keys, with numbers and flags as JSON's.
QByteArray statusJson(const StatusAnswer &answer);

int statusExitCode(const StatusAnswer &answer);

/// When what is printed changes by itself, in Unix seconds: the session or its AWS credentials end,
/// and in a prompt also the minute. 0 if it doesn't.
qint64 nextChange(const StatusAnswer &answer, qint64 now, bool showsMinutes);

} // namespace vouch::cli
