// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/report_dialog.h"

#include "session/device_report.h"

#include <QJsonDocument>

namespace vouch::ui {

namespace {

/// The same JSON, indented to be readable.
QString readable(const QByteArray &json) {
    return QString::fromUtf8(QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented));
}

} // namespace

ReportDialog::ReportDialog(const DeviceReport &report, QWidget *parent)
    : TextDialog(
          tr("What's sent"),
          report.isSent() ? tr("This report is collected and sent to your organization's server "
                               "each time you sign in. Anything Vouch couldn't determine is left "
                               "out.")
                          : tr("This report would be sent to your organization's server when you "
                               "sign in. You turned it off, so nothing is sent."),
          [&report] { return report.collect().then(readable); }, parent) {}

} // namespace vouch::ui
