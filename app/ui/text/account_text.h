// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::ui {

/// An AWS account ID as people read it: "1234 5678 9012", with spaces that never break a line. Use
/// this wherever an account ID is shown, but never for text that is copied or compared.
QString groupedAccount(const QString &account);

/// The same for every account ID in a sentence, such as one of AWS's. IDs in ARNs stay as they are.
QString withGroupedAccounts(const QString &sentence);

} // namespace vouch::ui
