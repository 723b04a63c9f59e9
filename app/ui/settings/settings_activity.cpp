// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_activity.h"

#include "core/error.h"
#include "session/activity.h"
#include "ui/model/panel_row.h"
#include "ui/settings/settings_page.h"
#include "ui/text/path_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/row_table.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"
#include "ui/widgets/toned_label.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTableWidget>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxRows = 200;

enum Column { When, Repository, Outcome, RoleName, Program, Pid, Region, Folder };

QIcon mark(const QString &name, const QColor &color, qreal ratio) {
    const QPixmap pixmap = tintedPixmap(u"marks-16/"_s + name, 16, color, ratio);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // keep its color, which has a meaning
    return icon;
}

} // namespace

ActivityPage::ActivityPage(Activity &activity)
    : activity_(activity), table_(rowTable({tr("Time"), tr("Repository"), tr("Outcome"), tr("Role"),
                                            tr("Program"), tr("PID"), tr("Region"), tr("Folder")},
                                           tr("Activity"), this)),
      empty_(new TonedLabel(mutedColor, tr("Nothing yet. Clone or pull a CodeCommit repository."),
                            this)),
      export_(pushButton(tr("&Export…"), this)), clear_(pushButton(tr("C&lear…"), this)),
      note_(new FieldNote(table_, this)) {
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setIconSize({16, 16});

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(export_);
    buttons->addStretch();
    buttons->addWidget(clear_);
    auto *column = pageColumn(this, tr("Activity"),
                              tr("What used your session. Stored only on this computer."));
    column->addWidget(empty_);
    column->addWidget(table_, 1);
    column->addLayout(buttons);
    column->addWidget(note_);

    connect(export_, &QPushButton::clicked, this, &ActivityPage::chooseExportFile);
    connect(clear_, &QPushButton::clicked, this, &ActivityPage::confirmClear);
    connect(&activity_, &Activity::changed, this, [this] {
        if (isVisible())
            showEntries();
    });
}

void ActivityPage::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    showEntries();
}

void ActivityPage::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        showEntries();
}

void ActivityPage::showEntries() {
    const auto entries = activity_.latest(maxRows);
    table_->setRowCount(int(entries.size()));
    for (int row = 0; row < entries.size(); ++row)
        showEntry(row, entries[row]);
    table_->resizeColumnsToContents();
    empty_->setVisible(entries.isEmpty());
    clear_->setEnabled(!entries.isEmpty());
    export_->setEnabled(!entries.isEmpty() && !isExporting_);
}

void ActivityPage::showEntry(int row, const ActivityEntry &entry) {
    table_->setItem(row, When, cell(QLocale().toString(toLocal(entry.at), QLocale::ShortFormat)));
    table_->setItem(row, Repository, cell(usedName(entry)));
    table_->setItem(row, Region, cell(entry.who.region));
    table_->setItem(row, RoleName, cell(entry.who.role));
    table_->setItem(row, Program, cell(entry.who.program));
    table_->setItem(row, Pid, cell(entry.who.pid > 0 ? QString::number(entry.who.pid) : QString()));
    table_->setItem(row, Folder, cell(underHome(entry.who.directory)));
    QTableWidgetItem *outcome =
        cell(!entry.allowed           ? tr("Refused: %1").arg(entry.reason)
             : entry.reason.isEmpty() ? tr("Allowed")
                                      : tr("Allowed, but %1").arg(entry.reason));
    const QColor color = toneColor(entry.allowed ? Tone::Accent : Tone::Stop, palette());
    outcome->setIcon(mark(entry.allowed ? u"allowed"_s : u"refused"_s, color, devicePixelRatioF()));
    if (!entry.allowed)
        outcome->setForeground(color);
    table_->setItem(row, Outcome, outcome);
}

void ActivityPage::chooseExportFile() {
    auto *dialog = new QFileDialog(this, tr("Export activity"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"jsonl"_s);
    dialog->selectFile(u"vouch-activity.jsonl"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        note_->clear();
        setExporting(true);
        exporting_ = ScopedTask(
            [this, file](std::stop_token stop) { return exportTo(file, std::move(stop)); },
            [this](const Error &error) {
                setExporting(false);
                refuse(error);
            });
    });
    dialog->open();
}

void ActivityPage::setExporting(bool exporting) {
    isExporting_ = exporting;
    export_->setEnabled(table_->rowCount() > 0 && !exporting);
}

QCoro::Task<> ActivityPage::exportTo(QString file, std::stop_token stop) {
    co_await activity_.exportTo(file, stop);
    throwIfStopped(stop);
    setExporting(false);
    note_->allow(tr("Exported to %1.").arg(underHome(file)));
}

void ActivityPage::confirmClear() {
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Clear activity"), {}, {}, this);
    setPlainText(box, tr("Clear all activity?"),
                 tr("You can't undo this. Your session isn't affected."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *clear = pushButton(tr("C&lear"), box);
    QPushButton *keep = pushButton(tr("&Cancel"), box);
    box->addButton(clear, QMessageBox::DestructiveRole);
    box->addButton(keep, QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(clear, &QPushButton::clicked, this, &ActivityPage::clear);
    box->open();
}

void ActivityPage::clear() {
    note_->clear();
    try {
        activity_.clear();
    } catch (const Error &error) {
        refuse(error);
    }
}

void ActivityPage::refuse(const Error &error) {
    note_->refuse(errorText(error));
}

} // namespace vouch::ui
