// SPDX-License-Identifier: Apache-2.0
#include "settings/values.h"

#include "codecommit/host.h"
#include "codecommit/limits.h"
#include "codecommit/role_arn.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
// lupdate loses the context after a return type with `std::`.
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Settings)
};

[[noreturn]] void refuse(const QString &message, const QString &hint) {
    throw Error(Error::Kind::Malformed, message, hint);
}

/// A number from `min` to `max`; nullopt for any other text.
std::optional<int> number(const QString &text, int min, int max) {
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    return isNumber && value >= min && value <= max ? std::optional(value) : std::nullopt;
}

/// Shortened, so that the reason stays visible.
QString shown(const QString &text) {
    return text.size() > 100 ? text.first(100) + u'…' : text;
}

constexpr std::array trayTones{std::pair{"automatic"_L1, Settings::TrayTone::Automatic},
                               std::pair{"light"_L1, Settings::TrayTone::Light},
                               std::pair{"dark"_L1, Settings::TrayTone::Dark}};
constexpr std::array programWords{std::pair{"ask"_L1, Settings::Programs::Ask},
                                  std::pair{"allow"_L1, Settings::Programs::Allow},
                                  std::pair{"never"_L1, Settings::Programs::Never}};
constexpr std::array profileVariableWords{std::pair{"use"_L1, true}, std::pair{"ignore"_L1, false}};

/// The value for a word, ignoring case; nullopt for an unknown word.
template <typename Words>
auto valueOf(const Words &words, const QString &text) {
    const auto found = std::ranges::find_if(words, [&text](const auto &entry) {
        return text.compare(entry.first, Qt::CaseInsensitive) == 0;
    });
    return found == words.end() ? std::nullopt : std::optional(found->second);
}

template <typename Words, typename Value>
QString wordOf(const Words &words, Value value) {
    return std::ranges::find(words, value, [](const auto &entry) { return entry.second; })->first;
}

} // namespace

void requireRoleName(const QString &text) {
    static const QRegularExpression name(uR"(\A\w[\w.@+-]{0,63}\z)"_s);
    if (!name.match(text).hasMatch())
        refuse(Strings::tr("“%1” isn't a valid role name.").arg(shown(text)),
               Strings::tr(
                   "Use letters, digits and . _ @ + - only, starting with a letter or digit."));
}

void requireRoleArn(const QString &text) {
    if (!codecommit::parseRoleArn(text.toStdString()))
        refuse(Strings::tr("“%1” is not a role ARN.").arg(shown(text)),
               Strings::tr("It should look like arn:aws:iam::123456789012:role/Name."));
}

void requireRegion(const QString &text) {
    if (!text.isEmpty() && !codecommit::isRegion(text.toStdString()))
        refuse(Strings::tr("“%1” is not a region.").arg(shown(text)),
               Strings::tr("It should look like us-east-1."));
}

void requireRole(const Role &role) {
    requireRoleName(role.name);
    requireRoleArn(role.arn);
    requireRegion(role.region);
    if (!role.via.isEmpty())
        requireRoleArn(role.via);
}

void requireRouteName(const QString &text) {
    static const QRegularExpression name(uR"(\A(?!-)[^\s\p{C}]{1,128}\z)"_s);
    if (!name.match(text).hasMatch())
        refuse(Strings::tr("“%1” can't be the name of a role or an AWS profile.").arg(shown(text)),
               Strings::tr("Use a name without spaces that doesn't start with -."));
}

seconds parseDuration(const QString &text) {
    const auto count = number(text, int(codecommit::minRoleSession.count()),
                              int(codecommit::maxRoleSession.count()));
    if (!count)
        refuse(Strings::tr("“%1” isn't a valid duration.").arg(shown(text)),
               Strings::tr("AWS allows 900 to 43200 seconds."));
    return seconds(*count);
}

RoleRule parseRule(const QString &text) {
    static const QRegularExpression parts(uR"(\A\s*(\S{1,200})\s+(\S+)\s*\z)"_s);
    const auto match = parts.match(text);
    if (!match.hasMatch())
        refuse(Strings::tr("“%1” isn't a valid rule.").arg(shown(text)),
               Strings::tr("Use a repository and a role or AWS profile, such as “infra-* Admin”."));
    RoleRule rule{match.captured(1), match.captured(2)};
    if (!QRegularExpression::fromWildcard(rule.glob).isValid())
        refuse(Strings::tr("“%1” isn't a valid repository pattern.").arg(shown(rule.glob)),
               Strings::tr("It should look like payments-api, infra-* or us-east-1/infra-*."));
    requireRouteName(rule.role);
    return rule;
}

QString ruleText(const RoleRule &rule) {
    return rule.glob + u' ' + rule.role;
}

QList<std::chrono::minutes> parseNotices(const QString &text) {
    static const QRegularExpression between(uR"([\s,]+)"_s);
    const QStringList words = text.split(between, Qt::SkipEmptyParts);
    if (words == QStringList{u"none"_s})
        return {};
    QList<std::chrono::minutes> notices;
    for (const QString &word : words) {
        const auto count = number(word, 1, maxMinutes);
        if (!count)
            refuse(
                Strings::tr("“%1” isn't a number of minutes.").arg(shown(word)),
                Strings::tr("Use whole numbers from 1 to %1, such as 30 and 5.").arg(maxMinutes));
        notices.append(minutes(*count));
    }
    std::ranges::sort(notices, std::ranges::greater());
    notices.erase(std::unique(notices.begin(), notices.end()), notices.end());
    if (notices.size() > maxNotices)
        refuse(Strings::tr("That's too many notices."),
               Strings::tr("Choose at most %1.").arg(maxNotices));
    return notices;
}

QString noticesText(const QList<std::chrono::minutes> &notices) {
    QStringList words;
    for (const minutes before : notices)
        words.append(QString::number(before.count()));
    return words.isEmpty() ? u"none"_s : words.join(u' ');
}

minutes parseSnooze(const QString &text) {
    const auto count = number(text, 1, maxMinutes);
    if (!count)
        refuse(Strings::tr("“%1” isn't a number of minutes.").arg(shown(text)),
               Strings::tr("Use a whole number from 1 to %1.").arg(maxMinutes));
    return minutes(*count);
}

bool parseFlag(const QString &text) {
    const QString word = text.toLower();
    if (text.isNull() || word == "true"_L1 || word == "yes"_L1 || word == "on"_L1 || word == "1"_L1)
        return true;
    if (!text.isEmpty() && word != "false"_L1 && word != "no"_L1 && word != "off"_L1 &&
        word != "0"_L1)
        refuse(Strings::tr("“%1” isn't a yes-or-no value.").arg(shown(text)),
               Strings::tr("Use true or false."));
    return false;
}

QString flagText(bool flag) {
    return flag ? u"true"_s : u"false"_s;
}

Settings::Programs parsePrograms(const QString &text) {
    if (const auto programs = valueOf(programWords, text))
        return *programs;
    refuse(Strings::tr("“%1” isn't ask, allow or never.").arg(shown(text)),
           Strings::tr("Use one of these; the default is ask."));
}

QString programsText(Settings::Programs programs) {
    return wordOf(programWords, programs);
}

bool parseProfileVariable(const QString &text) {
    if (const auto isUsed = valueOf(profileVariableWords, text))
        return *isUsed;
    refuse(Strings::tr("“%1” isn't use or ignore.").arg(shown(text)),
           Strings::tr("Use one of these; the default is use."));
}

QString profileVariableText(bool isUsed) {
    return wordOf(profileVariableWords, isUsed);
}

Settings::TrayTone parseTray(const QString &text) {
    if (const auto tone = valueOf(trayTones, text))
        return *tone;
    refuse(Strings::tr("“%1” isn't a tray icon color.").arg(shown(text)),
           Strings::tr("Use automatic, light or dark."));
}

QString trayText(Settings::TrayTone tone) {
    return wordOf(trayTones, tone);
}

QString parseLanguage(const QString &text) {
    static const QRegularExpression language(uR"(\A([a-z]{2,3}(_[A-Z]{2})?)?\z)"_s);
    if (!language.match(text).hasMatch())
        refuse(Strings::tr("“%1” isn't a language code.").arg(shown(text)),
               Strings::tr("Use a code such as en, de or pt_BR."));
    return text;
}

} // namespace vouch
