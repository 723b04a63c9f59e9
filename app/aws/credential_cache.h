// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/credentials.h"
#include "core/clock.h"
#include "core/deferred.h"
#include "core/scoped_task.h"

#include <QCoro/QCoroTask>

#include <QHash>
#include <QString>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace vouch {

/// Longer than any credentials live: nothing that is kept will do.
inline constexpr std::chrono::hours beyondAny{1000};

/// How much life what is kept must have left to be handed on: what is wanted, but no more than half
/// of what it lives in full (zero: that is not known). More would have short ones asked for each
/// time, and refused where two clocks differ by a second.
inline std::chrono::seconds usefulLife(std::chrono::seconds wanted, std::chrono::seconds full) {
    return full > std::chrono::seconds(0) ? std::min(wanted, full / 2) : wanted;
}

/// Temporary AWS credentials, in memory only, each under a key of the caller's. Of several requests
/// for the same one asks AWS, and all get its answer. How long they last is counted by the wall
/// clock and by the time since boot, and the nearer end counts: somebody may set the clock.
/// GUI thread.
class CredentialCache {
public:
    explicit CredentialCache(Clock &clock) : clock_(clock) {}

    using Ask = std::function<QCoro::Task<aws::Credentials>(std::stop_token)>;
    /// What is kept, where it is good for longer than `minLife`; else what `ask` gives, which is
    /// then kept. Throws what `ask` throws, and Cancelled after clear().
    QCoro::Task<aws::Credentials> get(QString key, std::chrono::seconds minLife, Ask ask);

    /// Nothing where none are kept, or not for longer than `minLife`. Their end is the nearer
    /// one, by the wall clock as it stands now.
    std::optional<aws::Credentials> find(const QString &key,
                                         std::chrono::seconds minLife = {}) const;
    void keep(const QString &key, const aws::Credentials &credentials);
    /// Whether any are kept that have not ended, or are asked for.
    bool isEmpty() const;
    /// When the last of those ends; the epoch where none does.
    Time lastEnd() const;
    /// Forgets what has this access key id; whether there was any.
    bool drop(const QByteArray &accessKeyId);
    /// Forgets all. Whoever waits is told that it was cancelled.
    void clear();

private:
    struct Held {
        aws::Credentials credentials;
        std::chrono::seconds end; ///< by Clock::elapsed(); of those that end
    };
    std::optional<aws::Credentials> living(const Held &held, std::chrono::seconds minLife) const;
    struct Flight {
        Deferred<aws::Credentials> deferred;
        ScopedTask task;
    };
    QCoro::Task<> run(QString key, Ask ask, std::stop_token stop);

    Clock &clock_;
    QHash<QString, Held> held_;
    QHash<QString, std::shared_ptr<Flight>> flights_;
};

} // namespace vouch
