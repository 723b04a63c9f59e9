// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/questions.h"

#include <QString>

namespace vouch::ui {

/// The text of a question. Names from other programs are shortened to a bounded length.
struct QuestionText {
    QString window; ///< the window title
    QString title, text;
    QString notice;         ///< second line of a notification, below the requester
    QString refuse, accept; ///< the buttons
};

QuestionText questionText(const Questions::Question &question);

/// Seconds until an MFA device shows its next code, at least 1: codes change every 30 seconds of
/// Unix time (RFC 6238).
int codeSecondsLeft(Time now);

/// Whether both are the same question, perhaps asked again, so that text typed for one carries over
/// to the other. Permission and choice questions must also come from the same requester.
bool isSameQuestion(const Questions::Question &one, const Questions::Question &other);

} // namespace vouch::ui
