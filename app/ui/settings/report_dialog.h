// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/text_dialog.h"

namespace vouch {
class DeviceReport;
}

namespace vouch::ui {

/// Shows the report about this computer that a sign-in would send now.
class ReportDialog : public TextDialog {
    Q_OBJECT
public:
    /// `report` must outlive the dialog.
    ReportDialog(const DeviceReport &report, QWidget *parent);
};

} // namespace vouch::ui
