// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_activity.h"

#include "core/error.h"
#include "session/activity.h"
#include "ui/settings/activity_list.h"
#include "ui/settings/activity_text.h"
#include "ui/settings/settings_page.h"
#include "ui/text/path_text.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirmation.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Whether the entry has every word that the user is looking for.
bool matchesSearch(const ActivityEntry &entry, const QStringList &words) {
    const QString text = wholeText(entry);
    return std::ranges::all_of(
        words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

ActivityPage::ActivityPage(Activity &activity)
    : activity_(activity), search_(new QLineEdit(this)), list_(new ActivityList(this)),
      nothing_(new TonedLabel(mutedColor, {}, this)), copy_(pushButton(tr("Cop&y"), this)),
      why_(pushButton(tr("&Why?"), this)), export_(pushButton(tr("&Export…"), this)),
      clear_(pushButton(tr("C&lear…"), this)), note_(new FieldNote(list_, this)) {
    search_->setPlaceholderText(tr("Search"));
    search_->setAccessibleName(tr("Search activity"));
    search_->setClearButtonEnabled(true);
    list_->setAccessibleName(tr("Activity"));
    nothing_->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    why_->setAccessibleName(tr("Why was this refused?"));
    why_->setToolTip(plainToolTip(why_->accessibleName()));

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(copy_);
    buttons->addWidget(why_);
    buttons->addStretch();
    buttons->addWidget(export_);
    buttons->addWidget(clear_);
    auto *column = pageColumn(this, tr("Activity"),
                              tr("What used your session. Stored only on this computer."));
    column->addWidget(search_);
    column->addWidget(nothing_, 1);
    column->addWidget(list_, 1);
    column->addLayout(buttons);
    column->addWidget(note_);

    connect(search_, &QLineEdit::textChanged, this, &ActivityPage::showEntries);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, search_,
            [this] { search_->setFocus(Qt::ShortcutFocusReason); });
    connect(list_, &ActivityList::itemSelectionChanged, this, &ActivityPage::showButtons);
    connect(list_, &ActivityList::copyWanted, this, &ActivityPage::copy);
    connect(list_, &ActivityList::itemActivated, this, &ActivityPage::explain);
    connect(copy_, &QPushButton::clicked, this, &ActivityPage::copy);
    connect(why_, &QPushButton::clicked, this, &ActivityPage::explain);
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

void ActivityPage::showEntries() {
    auto entries = activity_.latest(Activity::inMemory);
    const bool isEmpty = entries.isEmpty();
    const QStringList words = search_->text().split(u' ', Qt::SkipEmptyParts);
    entries.removeIf([&words](const ActivityEntry &entry) { return !matchesSearch(entry, words); });
    list_->setEntries(entries);
    nothing_->setText(isEmpty ? tr("Nothing yet. Clone or pull a CodeCommit repository.")
                              : tr("Nothing matches your search."));
    nothing_->setVisible(entries.isEmpty());
    list_->setVisible(!entries.isEmpty());
    search_->setEnabled(!isEmpty);
    clear_->setEnabled(!isEmpty);
    export_->setEnabled(!isEmpty && !isExporting_);
    showButtons();
}

void ActivityPage::showButtons() {
    const auto chosen = list_->selected();
    copy_->setEnabled(!chosen.isEmpty());
    why_->setEnabled(chosen.size() == 1 && !refusedRepository(chosen.first()).isEmpty());
}

void ActivityPage::copy() {
    QStringList lines;
    for (const ActivityEntry &entry : list_->selected())
        lines.append(wholeText(entry));
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ActivityPage::explain() {
    if (why_->isEnabled())
        Q_EMIT whyWanted(refusedRepository(list_->selected().first()));
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
    export_->setEnabled(clear_->isEnabled() && !exporting);
}

QCoro::Task<> ActivityPage::exportTo(QString file, std::stop_token stop) {
    co_await activity_.exportTo(file, stop);
    throwIfStopped(stop);
    setExporting(false);
    note_->allow(tr("Exported to %1.").arg(underHome(file)));
}

void ActivityPage::confirmClear() {
    askToConfirm({tr("Clear activity"), tr("Clear all activity?"),
                  tr("You can't undo this. Your session isn't affected."), tr("C&lear")},
                 this, [this] { clear(); });
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
    note_->refuse(textInWindow(error));
}

} // namespace vouch::ui
