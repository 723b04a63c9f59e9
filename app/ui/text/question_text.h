// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "session/prompting/questions.h"

#include <QString>

namespace vouch::ui {

/// The words of a question. Names in them are others' words, of bounded length.
struct QuestionText {
    QString window; ///< its title
    QString title, text;
    QString notice;         ///< what a notification says below who asks
    QString refuse, accept; ///< the buttons
};

QuestionText questionText(const Questions::Question &question);

/// For how many seconds the code that a device shows now is still the one: it changes with each
/// half minute of the Unix time (RFC 6238). At least 1.
int codeSecondsLeft(Time now);

/// Whether both are the same question, perhaps asked once more: what is typed for one goes to the
/// other. Not where it is another program that is to be allowed something.
bool isSameQuestion(const Questions::Question &one, const Questions::Question &other);

} // namespace vouch::ui
