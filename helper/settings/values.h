// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <chrono>

namespace vouch {

// What a value of the settings' file may be. Each takes the text as a person wrote it and throws
// Error::Kind::Malformed: the message says what is wrong with it, the hint what it looks like.

/// Letters, digits and . _ @ + -, without spaces.
void requireRoleName(const QString &text);
/// arn:PARTITION:iam::ACCOUNT:role/NAME.
void requireRoleArn(const QString &text);
/// Such as us-east-1; empty is none.
void requireRegion(const QString &text);
/// All of the three, and the ARN of the role that is assumed first.
void requireRole(const Role &role);
/// A role's name, or that of an AWS profile: anything without spaces.
void requireRouteName(const QString &text);
/// How long a role session's credentials last: 900 to 43200 seconds, as AWS takes it.
std::chrono::seconds parseDuration(const QString &text);

/// `GLOB NAME`.
RoleRule parseRule(const QString &text);
QString ruleText(const RoleRule &rule);

/// Whole minutes, 1 to 1440, with spaces or commas between them; `none` or nothing for no notice at
/// all. Given back the longest first, each once.
QList<std::chrono::minutes> parseNotices(const QString &text);
/// As parseNotices takes it: `30 5`, or `none`.
QString noticesText(const QList<std::chrono::minutes> &notices);
/// Whole minutes, 1 to 1440.
std::chrono::minutes parseSnooze(const QString &text);

/// yes or no, in all the words that git takes; null, a key without "=", is yes.
bool parseFlag(const QString &text);
/// `true` or `false`.
QString flagText(bool flag);

/// `ask`, `allow` or `never`.
Settings::Programs parsePrograms(const QString &text);
QString programsText(Settings::Programs programs);

/// Whether AWS_PROFILE counts: `use` or `ignore`.
bool parseProfileVariable(const QString &text);
QString profileVariableText(bool isUsed);

Settings::TrayTone parseTray(const QString &text);
QString trayText(Settings::TrayTone tone);
/// A language, with a country or without: `de`, `pt_BR`. Empty is the system's.
QString parseLanguage(const QString &text);

} // namespace vouch
