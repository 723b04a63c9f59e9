// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace vouch {
class Activity;
struct Role;
struct RoleRule;
struct Settings;
} // namespace vouch

namespace vouch::ui {

/// Which repositories use the role: "everything", "2 rules, everything else", "when named".
QString usedFor(const Role &role, const Settings &settings);
/// Why the rule has no effect, as far as Vouch knows; empty if it has one. `profiles`: the names of
/// the AWS profiles.
QString whyWithoutEffect(const RoleRule &rule, const Settings &settings,
                         const QStringList &profiles, const Activity &activity);

} // namespace vouch::ui
