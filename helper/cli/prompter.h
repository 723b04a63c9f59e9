// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

#include <QByteArrayView>

#include <functional>
#include <string_view>

class QCommandLineParser;

namespace vouch::cli {

/// Thrown when the user cancels a prompt.
struct UserCanceled {};

/// Handles the wire's events of a sign-in on the terminal: shows what to do with the key and
/// prompts for the PIN. Throws UserCanceled.
class Prompter {
public:
    void operator()(const wire::Block &event, wire::Connection &connection);

private:
    QString question_ = QStringLiteral("PIN: ");
    QStringList accounts_;
};

/// Answers an `ask` with a value.
void reply(const wire::Block &ask, QByteArrayView value, wire::Connection &connection);
/// Prompts without echo and answers an `ask` with the input. Throws UserCanceled.
void answerHidden(const wire::Block &ask, const QString &question, wire::Connection &connection);

/// Where and how the user is prompted.
struct PromptOptions {
    bool onTerminal = false;   ///< instead of in Vouch's window
    bool lastAttempts = false; ///< try a PIN on the terminal even with 3 or fewer attempts left
};

/// The options `--terminal` and `--last-attempts`.
PromptOptions promptOptions(const QCommandLineParser &line);

/// Sends a command that may prompt the user, and handles the prompts. Falls back to this terminal
/// if the application has no display. `event` is called for every event. Throws UserCanceled.
using AddFields = std::function<void(wire::BlockWriter &request)>;
wire::Block exchangeWithPrompts(std::string_view command, const PromptOptions &options,
                                const AddFields &addFields = {}, const OnEvent &event = {});

} // namespace vouch::cli
