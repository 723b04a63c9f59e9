// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace vouch {
class Error;
}

namespace vouch::ui {

class FactsDialog;

/// What Vouch is: its version, the system that it runs on, its log, links, and licenses. The dialog
/// deletes itself when closed. `parent` may be null.
FactsDialog *newAboutDialog(QWidget *parent);

/// Why something failed, with the details that a bug report needs, some of which are otherwise only
/// in the log. Deletes itself when closed. `parent` may be null.
FactsDialog *newDetailsDialog(const Error &error, QWidget *parent);

} // namespace vouch::ui
