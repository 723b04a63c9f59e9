// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_activity.h"

#include "core/error.h"
#include "session/activity.h"
#include "ui/model/panel_content.h"
#include "ui/settings/settings_page.h"
#include "ui/text/path_text.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QMessageBox>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int maxRows = 200;

enum Column { When, Repository, Deferred, RoleName, Program, Pid, Region, Folder };

QIcon mark(const QString &name, const QColor &color, qreal ratio) {
    const QPixmap pixmap = tintedPixmap(u"marks-16/"_s + name, 16, color, ratio);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // its color has a meaning
    return icon;
}

} // namespace

ActivityPage::ActivityPage(Activity &activity)
    : activity_(activity), table_(rowTable({tr("Time"), tr("Repository"), tr("Outcome"), tr("Role"),
                                            tr("Program"), tr("Pid"), tr("Region"), tr("Folder")},
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
    auto *column =
        pageColumn(this, tr("Activity"), tr("What used your session. Kept on this computer only."));
    column->addWidget(empty_);
    column->addWidget(table_, 1);
    column->addLayout(buttons);
    column->addWidget(note_);

    connect(export_, &QPushButton::clicked, this, &ActivityPage::askWhereTo);
    connect(clear_, &QPushButton::clicked, this, &ActivityPage::askWhetherToClear);
    connect(&activity_, &Activity::changed, this, [this] {
        if (isVisible())
            showUses();
    });
}

void ActivityPage::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    showUses();
}

void ActivityPage::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && isVisible())
        showUses();
}

void ActivityPage::showUses() {
    const auto uses = activity_.latest(maxRows);
    table_->setRowCount(int(uses.size()));
    for (int row = 0; row < uses.size(); ++row)
        showEntry(row, uses[row]);
    table_->resizeColumnsToContents();
    empty_->setVisible(uses.isEmpty());
    clear_->setEnabled(!uses.isEmpty());
    export_->setEnabled(!uses.isEmpty() && !isExporting_);
}

void ActivityPage::showEntry(int row, const ActivityEntry &use) {
    table_->setItem(row, When, cell(QLocale().toString(toLocal(use.at), QLocale::ShortFormat)));
    table_->setItem(row, Repository, cell(usedName(use)));
    table_->setItem(row, Region, cell(use.who.region));
    table_->setItem(row, RoleName, cell(use.who.role));
    table_->setItem(row, Program, cell(use.who.program));
    table_->setItem(row, Pid, cell(use.who.pid > 0 ? QString::number(use.who.pid) : QString()));
    table_->setItem(row, Folder, cell(underHome(use.who.directory)));
    QTableWidgetItem *outcome =
        cell(!use.allowed           ? tr("Refused: %1").arg(use.reason)
             : use.reason.isEmpty() ? tr("Allowed")
                                    : tr("Allowed, but %1").arg(use.reason));
    const QColor color = toneColor(use.allowed ? Tone::Accent : Tone::Stop, palette());
    outcome->setIcon(mark(use.allowed ? u"allowed"_s : u"refused"_s, color, devicePixelRatioF()));
    if (!use.allowed)
        outcome->setForeground(color);
    table_->setItem(row, Deferred, outcome);
}

void ActivityPage::askWhereTo() {
    auto *dialog = new QFileDialog(this, tr("Export the activity"));
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

void ActivityPage::setExporting(bool is) {
    isExporting_ = is;
    export_->setEnabled(table_->rowCount() > 0 && !is);
}

QCoro::Task<> ActivityPage::exportTo(QString file, std::stop_token stop) {
    co_await activity_.exportTo(file, stop);
    throwIfStopped(stop);
    setExporting(false);
    note_->allow(tr("Written to %1.").arg(underHome(file)));
}

void ActivityPage::askWhetherToClear() {
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Clear the activity"), {}, {}, this);
    setPlainText(box, tr("Clear all of the activity?"),
                 tr("It can't be brought back. Your session goes on."));
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
