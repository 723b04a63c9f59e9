// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/sign_in.h"
#include "session/requester.h"

#include <QString>

#include <chrono>
#include <optional>

namespace vouch::ui {

/// What the words need beside the moment.
struct CeremonyContext {
    QString server;
    Time now{};
    std::optional<std::chrono::seconds> sessionLength; ///< of the last session, where known
    bool adding = false; ///< a key is being added; else the person signs in
};

/// The words of one moment of the dialog.
struct CeremonyText {
    enum class Weight { Muted, Plain, Warning };

    QString title;
    QString text;       ///< one or two lines
    QString status;     ///< one line
    QString statusMore; ///< the line below it
    Weight weight = Weight::Muted;
};

CeremonyText ceremonyText(const SignIn::CeremonyState &state, const CeremonyContext &context);
/// The words of each moment at their longest, for the size of the window: one for all it is used
/// for.
QList<CeremonyText> longestTexts(const CeremonyContext &context);
/// Of a key that blinks: how many seconds it still does. At least 0.
int touchSecondsLeft(const SignIn::CeremonyState &state, Time now);

/// Who asks, in two lines: "git wants payments-api", "us-east-1 as Developer ·
/// ~/work/payments-api". The details hold the process id and the whole path.
struct RequesterText {
    QString first, second, details;
};

/// `server`: what a person who signs in, or adds a key, does it at.
RequesterText requesterText(const Requester &who, const QString &server);

/// It is a program that waits, in the background perhaps, and not something that the person has
/// just begun.
bool isProgram(const Requester &who);
/// The person waits for the window of one of them, so it may take the focus.
bool isAwaited(const QList<Requester> &requesters);

} // namespace vouch::ui
