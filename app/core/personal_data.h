// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The text without personal data and secrets, for a report to others: the home folder becomes `~`,
/// users and passwords in URLs and e-mail addresses are dropped, and account numbers keep their
/// last four digits. Names of servers, roles and repositories stay, since support needs them.
QString withoutPersonalData(const QString &text, const QString &home);

} // namespace vouch
