// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/connection.h"
#include "wire/request.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>

/// The `vouch` command line. A command takes the words behind its name and returns the exit code.
namespace vouch::cli {

/// Exit codes, the same for every command.
enum ExitCode : int {
    Done = 0,
    Refused = 1, ///< refused, or nobody is signed in
    Usage = 2,
    CancelledByPerson = 3,
    NoApplication = 4,
};

int login(const QStringList &words);
int logout(const QStringList &words);
int status(const QStringList &words);
int config(const QStringList &words);
int forget(const QStringList &words);
int enroll(const QStringList &words);
int keys(const QStringList &words);
int aws(const QStringList &words);
int credential(const QStringList &words);
int exec(const QStringList &words);
int doctor(const QStringList &words);
int posture(const QStringList &words);
int setup(const QStringList &words);

/// A line on stdout; on stderr, where it is not the answer; and there behind the program's name.
void print(const QString &line);
void say(const QString &line);
void complain(const QString &line);

/// Says the failure and gives the exit code for its kind.
int complain(const wire::Failure &failure);

/// Sends a request and reads events until the last block of the answer. `event` may answer an `ask`
/// on the same connection.
using OnEvent = std::function<void(const wire::Block &event, wire::Connection &connection)>;
/// A person at a dialog, twice over; the application has shorter limits of its own.
constexpr std::chrono::seconds usualPatience{240};
wire::Block converse(wire::Connection connection, const wire::Bytes &request,
                     const OnEvent &event = {}, std::chrono::seconds patience = usualPatience);

/// A value of a block as text, and a text as the wire's bytes.
QString text(const wire::Block &block, std::string_view key);

/// ` as nora.winter@example.com`; nothing where the server does not tell who it is.
QString asWhom(const wire::Block &answer);

} // namespace vouch::cli
