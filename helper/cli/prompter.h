// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command.h"

#include <QByteArrayView>

#include <functional>
#include <string_view>

namespace vouch::cli {

/// The person gave up while the terminal asked.
struct GaveUp {};

/// Says on the terminal what the person is to do with the key, by the events of the wire, and asks
/// for the PIN. Throws GaveUp.
class Prompter {
public:
    void operator()(const wire::Block &event, wire::Connection &connection);

private:
    QString question_ = QStringLiteral("PIN: ");
    QStringList accounts_;
};

/// Answers an `ask` with a value; and with what the person types, which is not shown. Throws
/// GaveUp.
void reply(const wire::Block &ask, QByteArrayView value, wire::Connection &connection);
void answerHidden(const wire::Block &ask, const QString &question, wire::Connection &connection);

/// Where the person is asked.
struct PersonOptions {
    bool onTerminal = false;   ///< and not in Vouch's window
    bool lastAttempts = false; ///< a PIN is tried on the terminal even where 3 or fewer are left
};

/// Has a command answered that may ask the person; on this terminal also where the application
/// turns out to have no display. `event` hears of every event. Throws GaveUp.
using AddFields = std::function<void(wire::BlockWriter &request)>;
wire::Block converseThroughPerson(std::string_view command, const PersonOptions &options,
                                  const AddFields &addFields = {}, const OnEvent &event = {});

} // namespace vouch::cli
