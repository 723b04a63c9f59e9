// SPDX-License-Identifier: Apache-2.0
#include "ui/profiles/import_access_keys_dialog.h"

#include "core/displayed.h"
#include "core/error.h"
#include "session/profiles/profiles.h"
#include "ui/profiles/access_key_error.h"
#include "ui/text/joined.h"
#include "ui/text/path_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int importWidth = 520;

/// Enough to tell keys apart: `AKIA…M7EX`.
QString shortKeyId(const QString &id) {
    constexpr int shown = 4;
    return id.size() <= 2 * shown ? id : id.first(shown) + u'…' + id.last(shown);
}

/// As the text of a button, in which & would mark a key.
QString buttonText(QString text) {
    return text.replace(u'&', u"&&"_s);
}

} // namespace

ImportAccessKeysDialog::ImportAccessKeysDialog(Profiles &profiles, ProfileImport &import,
                                               QWidget *parent)
    : QDialog(parent), profiles_(profiles), import_(import),
      about_(new TonedLabel(mutedColor, {}, this)), rows_(new QWidget(this)),
      rowColumn_(new QVBoxLayout), blanks_(new QCheckBox(tr("&Remove them from the file"), this)),
      blankNote_(new FieldNote(blanks_, this)), note_(new FieldNote(nullptr, this)),
      removeBackup_(pushButton(tr("&Delete the copy"), this)),
      close_(pushButton(tr("&Cancel"), this)), start_(pushButton(tr("&Import"), this)) {
    setWindowTitle(tr("Import AWS keys"));
    build();
    connect(blanks_, &QCheckBox::toggled, this, &ImportAccessKeysDialog::showChoice);
    connect(start_, &QPushButton::clicked, this, &ImportAccessKeysDialog::start);
    connect(close_, &QPushButton::clicked, this, &QDialog::reject);
    connect(removeBackup_, &QPushButton::clicked, this, &ImportAccessKeysDialog::removeBackup);
    task_ = ScopedTask([this](std::stop_token stop) { return load(std::move(stop)); },
                       [this](const Error &error) {
                           note_->refuse(accessKeyErrorText(error));
                           finish();
                       });
}

void ImportAccessKeysDialog::build() {
    about_->setText(tr("Vouch checks the keys that you choose with AWS, then stores them in the "
                       "keychain. Your profiles keep working as before."));
    rows_->setLayout(rowColumn_);
    rowColumn_->setContentsMargins(0, 0, 0, 0);
    rowColumn_->setSpacing(4);
    blanks_->setChecked(true);
    start_->setDefault(true);
    start_->setObjectName(u"importKeys"_s);

    auto *choice = new QVBoxLayout;
    choice->setSpacing(4);
    choice->addWidget(blanks_);
    choice->addWidget(blankNote_);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(removeBackup_);
    buttons->addWidget(answerButtons(start_, close_), 1);
    auto *content = new QWidget(this);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(16);
    inside->addWidget(about_);
    inside->addWidget(rows_);
    inside->addLayout(choice);
    inside->addWidget(note_);
    inside->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(new ScrollingContent(content, this), 1);
    layout->addLayout(buttons);
    for (QWidget *later :
         {rows_, static_cast<QWidget *>(blanks_), static_cast<QWidget *>(removeBackup_)})
        later->hide();
    start_->setEnabled(false);
    resize(std::max(importWidth, sizeHint().width()), sizeHint().height());
    keepOnScreen(this);
}

QCoro::Task<> ImportAccessKeysDialog::load(std::stop_token stop) {
    const QList<ProfileImport::Candidate> all = co_await import_.candidates(stop);
    throwIfStopped(stop);
    QStringList stored;
    try {
        stored = co_await profiles_.storedNames(stop);
    } catch (const Error &) { // without a keychain, storing them says so
    }
    throwIfStopped(stop);
    for (const ProfileImport::Candidate &candidate : all)
        addRow(candidate, stored.contains(candidate.profile));
    rows_->show();
    blanks_->show();
    showChoice();
    if (!chosen().isEmpty())
        start_->setFocus();
}

void ImportAccessKeysDialog::addRow(const ProfileImport::Candidate &candidate, bool isStored) {
    const QString text = joined({candidate.profile, shortKeyId(candidate.keyId)});
    auto *box = new QCheckBox(buttonText(text), rows_);
    auto *note = new FieldNote(box, rows_);
    box->setChecked(!candidate.error);
    box->setEnabled(!candidate.error);
    if (candidate.error)
        note->warn(accessKeyErrorText(*candidate.error));
    else if (isStored)
        note->tell(tr("Replaces the keys that the keychain has for this profile."));
    rowColumn_->addWidget(box);
    rowColumn_->addWidget(note);
    list_.append({candidate.profile, box, note});
    connect(box, &QCheckBox::toggled, this, &ImportAccessKeysDialog::showChoice);
}

void ImportAccessKeysDialog::showChoice() {
    const QString file = underHome(profiles_.credentialsFile());
    blankNote_->tell(
        blanks_->isChecked()
            ? tr("Only their key lines are removed from %1. A copy of the current file is kept "
                 "beside it.")
                  .arg(file)
            : tr("%1 stays as it is: any program you run can still read the keys there.")
                  .arg(file));
    start_->setEnabled(!chosen().isEmpty());
}

QStringList ImportAccessKeysDialog::chosen() const {
    QStringList names;
    for (const Row &row : list_)
        if (row.box->isChecked())
            names.append(row.profile);
    return names;
}

void ImportAccessKeysDialog::start() {
    const QStringList profiles = chosen();
    for (const Row &row : list_)
        row.box->setEnabled(false);
    blanks_->setEnabled(false);
    start_->setEnabled(false);
    note_->tell(tr("Checking these keys with AWS…"));
    const bool blanks = blanks_->isChecked();
    task_ = ScopedTask(
        [=, this](std::stop_token stop) { return run(profiles, blanks, std::move(stop)); },
        [this](const Error &error) {
            note_->refuse(accessKeyErrorText(error));
            finish();
        });
}

QCoro::Task<> ImportAccessKeysDialog::run(QStringList profiles, bool blanks, std::stop_token stop) {
    QStringList stored;
    for (const QString &profile : profiles) {
        const auto report = [this, stop](const ProfileImport::Result &result) {
            if (!stop.stop_requested())
                showResult(result);
        };
        const QStringList names = co_await import_.import(profile, report, stop);
        throwIfStopped(stop);
        stored += names;
    }
    if (!stored.isEmpty())
        Q_EMIT imported(stored);
    note_->clear();
    if (blanks && !stored.isEmpty()) {
        isBlanking_ = true; // closing now would leave a copy that nobody knows of
        close_->setEnabled(false);
        backup_ = co_await import_.blank(stored, stop);
        throwIfStopped(stop);
        note_->allow(tr("Removed the keys from the file. The copy still has them; delete it once "
                        "everything works: %1")
                         .arg(underHome(backup_)));
    }
    finish();
}

void ImportAccessKeysDialog::showResult(const ProfileImport::Result &result) {
    const auto row = std::ranges::find(list_, result.profile, &Row::profile);
    if (row == list_.end())
        return;
    if (result.error)
        row->note->refuse(accessKeyErrorText(*result.error));
    else
        row->note->allow(tr("Stored. These are the keys of %1.").arg(result.arn));
}

void ImportAccessKeysDialog::finish() {
    isBlanking_ = false;
    close_->setEnabled(true);
    blanks_->hide();
    blankNote_->clear();
    start_->hide();
    removeBackup_->setVisible(!backup_.isEmpty());
    setButtonText(close_, tr("&Close"));
    close_->setDefault(true);
    close_->setFocus();
}

void ImportAccessKeysDialog::removeBackup() {
    QFile copy(backup_);
    if (copy.remove()) {
        note_->allow(tr("Deleted the copy."));
        removeBackup_->hide();
        close_->setFocus();
    } else {
        note_->refuse(
            tr("Can't delete %1: %2.").arg(underHome(backup_), withoutPeriod(copy.errorString())));
    }
}

void ImportAccessKeysDialog::done(int result) {
    if (isBlanking_)
        return;
    task_.stop();
    QDialog::done(result);
}

bool ImportAccessKeysDialog::event(QEvent *event) {
    const bool isHandled = QDialog::event(event);
    growToFit(this, event);
    return isHandled;
}

} // namespace vouch::ui
