// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_profiles.h"

#include "core/clock.h"
#include "core/error.h"
#include "session/profiles/profile_import.h"
#include "ui/profiles/add_access_key_dialog.h"
#include "ui/profiles/import_access_keys_dialog.h"
#include "ui/settings/settings_profiles_list.h"
#include "ui/text/exec_command.h"
#include "ui/text/path_text.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>
#include <chrono>
#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

AwsProfilesPage::AwsProfilesPage(const Services &services)
    : SettingsPage(services.configuration, tr("AWS profiles"),
                   tr("Access keys of IAM users, and roles that they may assume.")),
      profiles_(services.profiles), import_(services.import), clock_(services.clock),
      empty_(emptyState()), full_(new QWidget(this)), list_(new ProfileList(full_)),
      problem_(new FieldNote(nullptr, this)), chosenNote_(new FieldNote(nullptr, full_)),
      note_(new FieldNote(nullptr, this)), retry_(pushButton(tr("&Try again"), this)),
      remove_(pushButton(tr("&Remove keys…"), full_)),
      useForGit_(pushButton(tr("Use for &git"), full_)),
      copy_(pushButton(tr("Copy co&mmand"), full_)), removal_(services.profiles, this) {
    list_->setAccessibleName(tr("AWS profiles"));
    remove_->setObjectName(u"removeKeys"_s);
    copy_->setToolTip(plainToolTip(tr("Copies the start of a command line that runs a program "
                                      "with the credentials of this profile.")));
    useForGit_->setToolTip(
        plainToolTip(tr("Git then uses this profile where no rule names another.")));
    auto *inside = new QVBoxLayout(full_);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(8);
    inside->addWidget(list_, 1);
    inside->addWidget(chosenNote_);
    inside->addLayout(buttons());
    column()->addWidget(problem_);
    column()->addWidget(retry_, 0, Qt::AlignLeading);
    column()->addWidget(empty_);
    column()->addWidget(full_, 1);
    column()->addWidget(note_);
    column()->addStretch(0);
    for (QWidget *later : {empty_, full_, static_cast<QWidget *>(retry_)})
        later->hide();

    expiry_.setSingleShot(true);
    connect(&expiry_, &QTimer::timeout, this, [this] { refresh(); });
    connect(&profiles_, &Profiles::changed, this, [this] { refresh(); });
    connect(retry_, &QPushButton::clicked, this, [this] { refresh(); });
    connect(list_, &QListWidget::currentRowChanged, this, &AwsProfilesPage::showChosen);
    connect(&removal_, &AccessKeyRemoval::started, this, [this] { remove_->setEnabled(false); });
    connect(&removal_, &AccessKeyRemoval::ended, this, [this](const QString &text, bool isFailure) {
        if (isFailure)
            note_->refuse(text);
        else
            note_->allow(text);
        refresh();
    });
}

QWidget *AwsProfilesPage::emptyState() {
    auto *empty = new QWidget(this);
    auto *about = new TonedLabel(
        mutedColor,
        tr("If you use AWS with access keys of your own, Vouch keeps them in the keychain and "
           "gives programs and git credentials that expire. Without access keys, you don't need "
           "a profile: sign in and use a role."),
        empty);
    QPushButton *add = pushButton(tr("&Add keys…"), empty);
    QPushButton *import = pushButton(tr("&Import…"), empty);
    add->setObjectName(u"addFirstKeys"_s);
    connect(add, &QPushButton::clicked, this, &AwsProfilesPage::addKeys);
    connect(import, &QPushButton::clicked, this, &AwsProfilesPage::importKeys);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(add);
    row->addWidget(import);
    row->addStretch();
    auto *layout = new QVBoxLayout(empty);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(about);
    layout->addLayout(row);
    return empty;
}

QLayout *AwsProfilesPage::buttons() {
    QPushButton *add = pushButton(tr("&Add keys…"), full_);
    QPushButton *import = pushButton(tr("&Import…"), full_);
    connect(add, &QPushButton::clicked, this, &AwsProfilesPage::addKeys);
    connect(import, &QPushButton::clicked, this, &AwsProfilesPage::importKeys);
    connect(remove_, &QPushButton::clicked, this, &AwsProfilesPage::confirmRemoval);
    connect(copy_, &QPushButton::clicked, this, &AwsProfilesPage::copyCommand);
    connect(useForGit_, &QPushButton::clicked, this, [this] {
        if (const ProfileEntry *entry = chosen())
            set(u"use.role"_s, entry->name, note_);
    });
    auto *all = new QHBoxLayout;
    all->setSpacing(8);
    all->addWidget(add);
    all->addWidget(import);
    all->addStretch();
    auto *ofChosen = new QHBoxLayout;
    ofChosen->setSpacing(8);
    ofChosen->addWidget(useForGit_);
    ofChosen->addWidget(copy_);
    ofChosen->addStretch();
    ofChosen->addWidget(remove_);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(8);
    rows->addLayout(ofChosen);
    rows->addLayout(all);
    return rows;
}

bool AwsProfilesPage::event(QEvent *event) {
    // The files may have changed meanwhile. Not after a failure: the keychain's own window comes
    // and goes, and would be asked for again.
    if (event->type() == QEvent::WindowActivate && !isUnread_)
        refresh();
    return SettingsPage::event(event);
}

void AwsProfilesPage::showEvent(QShowEvent *event) {
    SettingsPage::showEvent(event);
    refresh();
}

void AwsProfilesPage::showSettings() {
    refresh();
}

void AwsProfilesPage::refresh(const QString &name) {
    if (!isVisible())
        return;
    reading_ = ScopedTask([=, this](std::stop_token stop) { return read(name, std::move(stop)); },
                          [this](const Error &error) {
                              isUnread_ = true;
                              problem_->refuse(textInWindow(error));
                              retry_->show();
                          });
}

QCoro::Task<> AwsProfilesPage::read(QString name, std::stop_token stop) {
    const QList<ProfileEntry> entries = co_await profiles_.list(stop);
    throwIfStopped(stop);
    QStringList stored;
    try {
        stored = co_await profiles_.storedNames(stop);
    } catch (const Error &) { // the keychain has just gone
    }
    throwIfStopped(stop);
    const QStringList importable = co_await importableNames(stop);
    throwIfStopped(stop);
    isUnread_ = false;
    entries_ = entries;
    importable_ = importable;
    stored_ = stored;
    problem_->clear();
    retry_->hide();
    showRows();
    list_->select(name);
    showChosen();
}

QCoro::Task<QStringList> AwsProfilesPage::importableNames(std::stop_token stop) {
    QStringList names;
    try {
        const auto candidates = co_await import_.candidates(stop);
        for (const ProfileImport::Candidate &candidate : candidates)
            if (!candidate.error)
                names.append(candidate.profile);
    } catch (const Error &) { // there are none
    }
    throwIfStopped(stop);
    co_return QStringList(names);
}

void AwsProfilesPage::showRows() {
    const bool isOrganizations = origins().by(u"use.role"_s) == Origins::By::Organization;
    const Time now = clock_.now();
    QList<ProfileRow> rows;
    std::optional<Time> next;
    for (const ProfileEntry &entry : entries_) {
        rows.append(profileRow(entry, now));
        ProfileRow &row = rows.last();
        if (isDefault(entry.name) && !row.isProblem)
            row.details += u" · "_s + defaultProfileText(isOrganizations);
        if (entry.cachedUntil > now && (!next || entry.cachedUntil < *next))
            next = entry.cachedUntil;
    }
    list_->setRows(rows);
    empty_->setVisible(entries_.isEmpty());
    full_->setVisible(!entries_.isEmpty());
    if (next)
        expiry_.start(*next - now + 1s);
    else
        expiry_.stop();
}

void AwsProfilesPage::showChosen() {
    using Kind = ProfileEntry::Kind;
    const ProfileEntry *entry = chosen();
    const bool isUsable = entry != nullptr && entry->kind != Kind::Broken;
    remove_->setEnabled(entry != nullptr && stored_.contains(entry->name));
    useForGit_->setEnabled(isUsable && !isDefault(entry->name) &&
                           !origins().isLocked(u"use.role"_s));
    copy_->setEnabled(isUsable);
    if (entry != nullptr && entry->kind == Kind::Broken) {
        const Advice advice = adviceFrom(entry->hint);
        const QString text = advice.place == Advice::Place::Profiles
                                 ? tr("Choose “Add keys…” to enter its access keys.")
                                 : advice.text;
        chosenNote_->refuse((entry->problem + u' ' + text).trimmed());
    } else if (entry != nullptr && entry->kind == Kind::KeysInFile &&
               importable_.contains(entry->name)) {
        chosenNote_->warn(tr("Any program you run can read these keys in %1. “Import…” moves them "
                             "to the keychain.")
                              .arg(underHome(profiles_.credentialsFile())));
    } else {
        chosenNote_->clear();
    }
}

const ProfileEntry *AwsProfilesPage::chosen() const {
    const auto entry = std::ranges::find(entries_, list_->selected(), &ProfileEntry::name);
    return entry == entries_.end() ? nullptr : &*entry;
}

/// As RouteResolver decides, where no rule applies.
bool AwsProfilesPage::isDefault(const QString &profile) const {
    if (!settings().useRole.isEmpty())
        return settings().useRole == profile && settings().findRole(profile) == nullptr;
    return settings().roles.isEmpty() && entries_.size() == 1;
}

void AwsProfilesPage::addKeys() {
    const ProfileEntry *entry = chosen();
    const bool lacksKeys =
        entry != nullptr && adviceFrom(entry->hint).place == Advice::Place::Profiles;
    auto *dialog = new AddAccessKeyDialog(profiles_, lacksKeys ? entry->name : QString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddAccessKeyDialog::added, this,
            [this](const QString &name, const QString &arn) {
                note_->allow(tr("Stored the keys of %1 for the profile %2.").arg(arn, name));
                refresh(name);
            });
    note_->clear();
    dialog->open();
}

void AwsProfilesPage::importKeys() {
    auto *dialog = new ImportAccessKeysDialog(profiles_, import_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportAccessKeysDialog::imported, this,
            [this](const QStringList &names) { refresh(names.first()); });
    note_->clear();
    dialog->open();
}

void AwsProfilesPage::confirmRemoval() {
    const ProfileEntry *entry = chosen();
    if (entry == nullptr)
        return;
    const QString &name = entry->name;
    const auto others = std::ranges::count_if(entries_, [&name](const ProfileEntry &other) {
        return other.name != name && other.source == name;
    });
    note_->clear();
    removal_.confirm(name, int(others));
}

void AwsProfilesPage::copyCommand() {
    const ProfileEntry *entry = chosen();
    if (entry == nullptr)
        return;
    const QString command = execWithProfile(entry->name);
    QGuiApplication::clipboard()->setText(command);
    note_->allow(tr("Copied “%1”. Paste it into a terminal, followed by your program.")
                     .arg(command.trimmed()));
}

} // namespace vouch::ui
