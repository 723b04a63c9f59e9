// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

class QMenu;

namespace vouch::ui {

struct Services;

/// Something that the user may want to paste elsewhere. Never a secret.
struct CopyItem {
    QString label; ///< for a menu: "Account 1234 5678 9012", with a mnemonic
    QString text;  ///< for the clipboard: "123456789012"

    bool operator==(const CopyItem &) const = default;
};

/// What can be copied now, in the order of the menu; empty before Vouch is set up. The account and
/// the ARN are those of the default role, or the account of the profile in use; the clone URL is
/// that of the repository that git used last.
QList<CopyItem> copyItems(const Services &services);

/// Replaces the entries of `menu`. Choosing one puts its text on the clipboard.
void fillCopyMenu(QMenu &menu, const QList<CopyItem> &items);

} // namespace vouch::ui
