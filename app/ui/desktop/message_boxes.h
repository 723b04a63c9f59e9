// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QMessageBox;
class QWidget;

namespace vouch {
class Error;
} // namespace vouch

namespace vouch::ui {

/// A message box that deletes itself when closed. `parent` may be null.
QMessageBox *newMessageBox(QWidget *parent, const QString &text, const QString &more = {});

/// Shows an error with the detail that is otherwise only in the log.
void showErrorDetails(QWidget *parent, const Error &error);
void showAbout(QWidget *parent);

} // namespace vouch::ui
