// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/sign_in.h"
#include "session/requester.h"

#include <QString>

#include <chrono>
#include <optional>

namespace vouch::ui {

/// What ceremonyText() needs besides the state.
struct CeremonyContext {
    QString server;
    Time now{};
    std::optional<std::chrono::seconds> sessionLength; ///< of the last session, if known
    bool adding = false;                               ///< the user is adding a key, not signing in
};

/// What the dialog says in one state.
struct CeremonyText {
    enum class Weight { Muted, Plain, Warning, Success };

    QString title;
    QString text;       ///< one or two lines
    QString status;     ///< one line
    QString statusMore; ///< the line below it
    Weight weight = Weight::Muted;
};

CeremonyText ceremonyText(const SignIn::CeremonyState &state, const CeremonyContext &context);
/// What the dialog says for a moment once the ceremony succeeded: until when the user is signed in
/// and who that is, or the model of the added key.
CeremonyText successText(const QString &subject, Time until, bool adding);
/// The longest text of each state, from which the dialog takes one size for all of them.
QList<CeremonyText> longestTexts(const CeremonyContext &context);
/// Seconds until a blinking key stops waiting for a touch, at least 0.
int touchSecondsLeft(const SignIn::CeremonyState &state, Time now);

/// The requester in two lines: "git wants payments-api", "us-east-1 as Developer ·
/// ~/work/payments-api". The details hold the process ID and the full path.
struct RequesterText {
    QString first, second, details;
};

/// `server`: the name of the server for signing in or adding a key.
RequesterText requesterText(const Requester &who, const QString &server);

/// Whether a program is waiting, possibly in the background, rather than an action that the user
/// just started.
bool isProgram(const Requester &who);
/// The button that refuses a prompt: "Not now" to programs, which ask again later, and "Cancel" for
/// what the user began.
QString refusalText(const QList<Requester> &requesters);
/// What a notification says that tells of the dialog behind other windows.
QString noticeText(const SignIn::CeremonyState &state, const Requester &who);

} // namespace vouch::ui
