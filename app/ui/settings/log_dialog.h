// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/text_dialog.h"

namespace vouch::ui {

/// Shows the end of the application's log.
class LogDialog : public TextDialog {
    Q_OBJECT
public:
    /// `file`: the log.
    LogDialog(const QString &file, QWidget *parent);
};

} // namespace vouch::ui
