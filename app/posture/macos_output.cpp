// SPDX-License-Identifier: Apache-2.0
#include "posture/macos_output.h"

#include <QRegularExpression>

namespace vouch::posture::macos {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The first capture of the first match, each line on its own; null if there's no match.
QString captured(const QByteArray &text, const QString &pattern) {
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    const auto match = expression.match(QString::fromUtf8(text));
    return match.hasMatch() ? match.captured(1) : QString();
}

std::optional<bool> flag(const QString &value, QLatin1StringView yes, QLatin1StringView no) {
    if (value == yes || value == no)
        return value == yes;
    return std::nullopt;
}

std::optional<int> number(const QString &value) {
    bool isNumber = false;
    const int result = value.toInt(&isNumber);
    return isNumber ? std::optional(result) : std::nullopt;
}

} // namespace

std::optional<bool> isFileVaultOn(const QByteArray &text) {
    return flag(captured(text, uR"(^FileVault is (On|Off)\b)"_s), "On"_L1, "Off"_L1);
}

std::optional<bool> isFirewallOn(const QByteArray &text) {
    const auto state = number(captured(text, uR"(^Firewall is .*\(State = (\d+)\)\s*$)"_s));
    return state ? std::optional(*state != 0) : std::nullopt;
}

std::optional<bool> isIntegrityProtected(const QByteArray &text) {
    return flag(
        captured(text, uR"(^System Integrity Protection status: (enabled|disabled)\.\s*$)"_s),
        "enabled"_L1, "disabled"_L1);
}

std::optional<bool> isBootSecure(const QByteArray &text) {
    const QString policy = captured(text, uR"(:AppleSecureBootPolicy\s+%(\d\d)\s*$)"_s);
    if (policy == "01"_L1 || policy == "02"_L1) // medium, full
        return true;
    return policy == "00"_L1 ? std::optional(false) : std::nullopt;
}

std::optional<LockDelay> lockDelay(const QByteArray &text) {
    const QString said =
        captured(text, uR"(screenLock (?:is |delay is )(off|immediate|\d+ seconds)\s*$)"_s);
    if (said == "off"_L1)
        return LockDelay{};
    if (said == "immediate"_L1)
        return LockDelay{true, {}};
    const auto seconds = number(said.section(u' ', 0, 0));
    return seconds ? std::optional(LockDelay{true, std::chrono::seconds(*seconds)}) : std::nullopt;
}

std::optional<std::chrono::minutes> displaySleep(const QByteArray &text) {
    const auto minutes = number(captured(text, uR"(^\s*displaysleep\s+(\d+)\b)"_s));
    return minutes ? std::optional(std::chrono::minutes(*minutes)) : std::nullopt;
}

std::optional<int> preference(const QByteArray &text) {
    const auto value = number(QString::fromUtf8(text).trimmed());
    return value && *value >= 0 ? value : std::nullopt;
}

} // namespace vouch::posture::macos
