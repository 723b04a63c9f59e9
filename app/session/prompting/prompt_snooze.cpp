// SPDX-License-Identifier: Apache-2.0
#include "session/prompting/prompt_snooze.h"

#include <algorithm>

namespace vouch {

using namespace std::chrono_literals;

namespace {

/// This many unanswered prompts within this time mean that nobody is there to answer.
constexpr qsizetype promptsForAll = 3;
constexpr auto promptsWithin = 10min;

} // namespace

std::optional<PromptSnooze::Entry> PromptSnooze::entryFor(const Requester &who) const {
    std::optional<Entry> longest;
    for (const Entry &entry : entries())
        if ((entry.isEverybody() ||
             (entry.program == who.program && entry.repository == who.repository)) &&
            (!longest || entry.until > longest->until))
            longest = entry;
    return longest;
}

std::optional<Time> PromptSnooze::until(const Requester &who) const {
    const auto entry = entryFor(who);
    return entry ? std::optional(entry->until) : std::nullopt;
}

bool PromptSnooze::mayPrompt(const Requester &who) const {
    return who.isInForeground || !entryFor(who);
}

void PromptSnooze::unanswered(const Requester &who, End end) {
    if (who.isInForeground && end == End::NotNow) // the user is there to answer
        return unansweredToo(who, end);
    const Time now = clock_.now();
    // Times in the future are from before the clock was set back.
    prompts_.removeIf([now](Time at) { return now - at >= promptsWithin || at > now; });
    prompts_.append(now);
    unansweredToo(who, end);
    if (prompts_.size() >= promptsForAll)
        snooze({}, {}, end);
}

void PromptSnooze::unansweredToo(const Requester &who, End end) {
    snooze(who.program, who.repository, end);
}

void PromptSnooze::snooze(const QString &program, const QString &repository, End end) {
    entries_.removeIf([&](const Entry &entry) {
        return entry.program == program && entry.repository == repository;
    });
    entries_.append({program, repository, clock_.now() + length_, end});
    refresh();
}

void PromptSnooze::clear() {
    prompts_.clear();
    if (entries_.isEmpty())
        return;
    entries_.clear();
    refresh();
}

void PromptSnooze::askAgain(const Entry &entry) {
    if (!entries_.removeOne(entry))
        return;
    // The user is back, so earlier unanswered prompts no longer count.
    if (entry.isEverybody())
        prompts_.clear();
    refresh();
}

QList<PromptSnooze::Entry> PromptSnooze::entries() const {
    QList<Entry> active = entries_;
    active.removeIf([now = clock_.now()](const Entry &entry) { return entry.until <= now; });
    return active;
}

void PromptSnooze::refresh() {
    entries_ = entries();
    nextEnd_.reset();
    if (!entries_.isEmpty())
        nextEnd_ =
            clock_.at(std::ranges::min(entries_, {}, &Entry::until).until, [this] { refresh(); });
    Q_EMIT changed();
}

} // namespace vouch
