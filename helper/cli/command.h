// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/connection.h"
#include "wire/request.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

/// What all commands use to print, and to talk with the tray application.
namespace vouch::cli {

/// The exit codes; command_table.h has those of each command.
enum ExitCode : int {
    Done = 0,
    Refused = 1, ///< refused, or signed out
    Usage = 2,
    Canceled = 3,
    NoApplication = 4, ///< the tray application can't be reached
};

/// Prints a line of the command's output to stdout.
void print(const QString &line);
/// Prints JSON and a line break to stdout, however long it is.
void printJson(const QByteArray &json);
/// Prints a line of progress to stderr.
void printNote(const QString &line);
/// Prints a line to stderr, after the program's name.
void printError(const QString &line);

/// Prints to stderr that harden() or hideMemory() failed.
void printNotProtected();

/// Prints a line to stderr if the running application is of another version than this command.
void printVersionAdvice();

/// Prints the failure and returns the exit code for its kind. Also says so if the reason may be
/// that the application is of another version.
int printError(const wire::Failure &failure);

/// Thrown to end the program with an exit code; the error has been printed.
struct Exit {
    int code;
};

/// Handles an event of an answer; may reply to an `ask` on the same connection.
using OnEvent = std::function<void(const wire::Block &event, wire::Connection &connection)>;
/// Twice what a user at a dialog needs; the application has shorter limits.
constexpr std::chrono::seconds defaultTimeout{240};
/// Sends a request, passes the events to `event` and returns the last block of the answer.
/// Blocking. Throws wire::ConnectionError.
wire::Block exchange(wire::Connection connection, const wire::Bytes &request,
                     const OnEvent &event = {}, std::chrono::seconds timeout = defaultTimeout);

/// A value of a block as text.
QString text(const wire::Block &block, std::string_view key);

/// ` as nora.winter@example.com`; empty if the server did not send an e-mail address.
QString asUser(const wire::Block &answer);

} // namespace vouch::cli
