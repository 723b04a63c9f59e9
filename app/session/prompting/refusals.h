// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "session/requester.h"

#include <optional>

namespace vouch {

class Activity;
class PromptSnooze;

/// The prompt ended. `until`: how long `who` is quiet, where the person said "Not now".
Error declinedPrompt(const Requester &who, std::optional<Time> until);
/// Nobody answered the prompt in time. `until`: how long `who` is quiet.
Error unansweredPrompt(const Requester &who, std::optional<Time> until);
/// The person is not asked for `who`, which is quiet.
Error snoozedRefusal(const Requester &who, Time until);

/// Writes down that `who` was refused something. What nobody was asked for
/// comes with every try in the background, and is written down once an hour.
void recordRefusal(Activity &activity, const PromptSnooze &snooze, Time now, const Requester &who,
                   const Error &error);

/// Why something was refused, in the few words that the activity has for it; no sentence. `until`:
/// how long who asked is quiet.
QString shortReason(const Error &error, std::optional<Time> until);

} // namespace vouch
