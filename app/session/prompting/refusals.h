// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "session/prompting/prompt_snooze.h"
#include "session/requester.h"

#include <optional>

namespace vouch {

class Activity;

/// The prompt ended without an answer. `until`: how long `who` is snoozed, if the user chose "Not
/// now". A command that the user typed may ask again at once.
Error declinedPrompt(const Requester &who, std::optional<Time> until);
/// Nobody answered the prompt in time. `until`: how long `who` is snoozed.
Error unansweredPrompt(const Requester &who, std::optional<Time> until);
/// `who` is snoozed, so the user wasn't prompted.
Error snoozedRefusal(const Requester &who, Time until);

/// Records that `who` was refused. Refusals without a prompt come with every attempt in the
/// background, so they are recorded at most once an hour.
void recordRefusal(Activity &activity, const PromptSnooze &snooze, Time now, const Requester &who,
                   const Error &error);

} // namespace vouch
