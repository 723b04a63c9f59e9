// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/settings.h"

#include <chrono>

namespace vouch {

/// Limits of `[notice]` and `[quiet] minutes`.
constexpr int maxMinutes = 24 * 60, maxNotices = 8;

// The values of the settings file. These functions check or parse text as the user wrote it, and
// throw Error::Kind::Malformed: the message says what's wrong, the hint what to use instead.

/// Letters, digits and . _ @ + -
void requireRoleName(const QString &text);
/// arn:PARTITION:iam::ACCOUNT:role/NAME.
void requireRoleArn(const QString &text);
/// Such as us-east-1; may be empty.
void requireRegion(const QString &text);
/// Checks all fields of a role.
void requireRole(const Role &role);
/// The name of a role or an AWS profile: anything without spaces.
void requireRouteName(const QString &text);
/// How long a role session's credentials last: 900 to 43200 seconds.
std::chrono::seconds parseDuration(const QString &text);

/// `GLOB NAME`.
RoleRule parseRule(const QString &text);
QString ruleText(const RoleRule &rule);

/// Whole minutes, 1 to 1440, separated by spaces or commas; `none` or empty for no notices. Returns
/// them sorted, longest first, without duplicates.
QList<std::chrono::minutes> parseNotices(const QString &text);
/// The inverse of parseNotices: `30 5`, or `none`.
QString noticesText(const QList<std::chrono::minutes> &notices);
/// Whole minutes, 1 to 1440.
std::chrono::minutes parseSnooze(const QString &text);

/// Any boolean that git accepts. Null, for a key without "=", is true.
bool parseFlag(const QString &text);
/// `true` or `false`.
QString flagText(bool flag);

/// `ask`, `allow` or `never`.
Settings::Programs parsePrograms(const QString &text);
QString programsText(Settings::Programs programs);

/// Whether AWS_PROFILE overrides the default AWS profile: `use` or `ignore`.
bool parseProfileVariable(const QString &text);
QString profileVariableText(bool isUsed);

Settings::TrayTone parseTray(const QString &text);
QString trayText(Settings::TrayTone tone);
/// A language with an optional country: `de`, `pt_BR`. Empty means the system's.
QString parseLanguage(const QString &text);

} // namespace vouch
