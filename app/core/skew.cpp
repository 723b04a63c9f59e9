// SPDX-License-Identifier: Apache-2.0
#include "core/skew.h"

#include "core/advice.h"

#include <QCoreApplication>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Skew)
};

/// Neither a `Date` nor our own reading has fractions of a second.
constexpr auto rounding = 2s;

std::chrono::seconds certain(std::chrono::seconds difference,
                             std::chrono::milliseconds uncertainty) {
    return abs(difference) > uncertainty ? difference : 0s;
}

} // namespace

std::chrono::seconds Skew::offset() const {
    if (!learned_)
        return 0s;
    const auto set = (clock_.now() - learned_->now) - (clock_.elapsed() - learned_->elapsed);
    const bool wasSet = abs(set) > 5s; // less is rounding or drift
    return certain(wasSet ? learned_->offset - set : learned_->offset, learned_->uncertainty);
}

void Skew::learn(ServerTime serverTime) {
    const Time now = clock_.now();
    learned_ =
        Learned{serverTime.time - now, rounding + serverTime.roundTrip, now, clock_.elapsed()};
}

std::chrono::seconds Skews::largest() const {
    std::chrono::seconds largest = 0s;
    for (const auto &[host, skew] : hosts_)
        if (!skew.isTooLarge() && abs(skew.offset()) > abs(largest))
            largest = skew.offset();
    return largest;
}

QString spanText(std::chrono::seconds span) {
    const auto count = [span](auto unit) { return int(abs(span) / unit); };
    if (abs(span) < 2min)
        return Strings::tr("%n second(s)", nullptr, count(1s));
    if (abs(span) < 3h)
        return Strings::tr("%n minute(s)", nullptr, count(1min));
    if (abs(span) < 72h)
        return Strings::tr("%n hour(s)", nullptr, count(1h));
    return Strings::tr("%n day(s)", nullptr, count(24h));
}

Error clockTooFarOff(const QString &host, std::chrono::seconds offset) {
    return {Error::Kind::Clock,
            Strings::tr(
                "This computer's clock differs from %2's by %1, which is too much to correct for.")
                .arg(spanText(offset), host),
            advice::setClock(), u"%1 is %2 s ahead"_s.arg(host, QString::number(offset.count()))};
}

Error refusedForTime(const QString &host, std::chrono::seconds offset, bool corrected) {
    return {Error::Kind::Clock,
            Strings::tr("%1 refused the request because this computer's clock is off by %2.")
                .arg(host, spanText(offset)),
            corrected ? Strings::tr("Vouch will correct for it from now on. Try again.")
                      : advice::setClock(),
            u"%1 is %2 s ahead"_s.arg(host, QString::number(offset.count()))};
}

} // namespace vouch
