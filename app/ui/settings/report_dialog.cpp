// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/report_dialog.h"

#include "core/error.h"
#include "session/device_report.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {
constexpr QSize reportSize(520, 480);
}

ReportDialog::ReportDialog(const DeviceReport &report, QWidget *parent)
    : QDialog(parent), report_(report), text_(new QPlainTextEdit(this)),
      note_(new FieldNote(text_, this)) {
    setWindowTitle(tr("What's sent"));
    auto *about = new TonedLabel(
        mutedColor,
        report.isSent() ? tr("This report is collected and sent to your organization's server each "
                             "time you sign in. Anything Vouch couldn't determine is left out.")
                        : tr("This report would be sent to your organization's server when you "
                             "sign in. You turned it off, so nothing is sent."),
        this);
    text_->setReadOnly(true);
    text_->setTabChangesFocus(true);
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    text_->setFont(scaledFont(QFontDatabase::systemFont(QFontDatabase::FixedFont), 0.95));
    text_->setAccessibleName(windowTitle());
    QPushButton *close = pushButton(tr("&Close"), this);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(about);
    layout->addWidget(text_, 1);
    layout->addWidget(note_);
    layout->addLayout(buttons);
    resize(reportSize.expandedTo(sizeHint()));

    loading_ = ScopedTask([this](std::stop_token stop) { return load(stop); },
                          [this](const Error &error) { note_->refuse(errorText(error)); });
}

QCoro::Task<> ReportDialog::load(std::stop_token stop) {
    auto report = report_.collect();
    const QByteArray json = co_await report;
    throwIfStopped(stop);
    // The same JSON, indented to be readable.
    text_->setPlainText(
        QString::fromUtf8(QJsonDocument::fromJson(json).toJson(QJsonDocument::Indented)));
}

bool ReportDialog::event(QEvent *event) {
    const bool done = QDialog::event(event);
    growToFit(this, event);
    return done;
}

} // namespace vouch::ui
