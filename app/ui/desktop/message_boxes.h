// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QMessageBox;
class QWidget;

namespace vouch::ui {

/// A message box that deletes itself when closed. `parent` may be null.
QMessageBox *newMessageBox(QWidget *parent, const QString &text, const QString &more = {});

} // namespace vouch::ui
