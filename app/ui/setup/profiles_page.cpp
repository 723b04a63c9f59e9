// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/profiles_page.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "session/configuration.h"
#include "ui/profiles/add_access_key_dialog.h"
#include "ui/profiles/import_access_keys_dialog.h"
#include "ui/text/account_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/marked_lines.h"
#include "ui/widgets/plain_text.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

using ProfileKind = ProfileEntry::Kind;

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::ProfilesPage)
};

constexpr int minProfileLetters = 10; // that the choice shows at least
const QString profileForGitKey = u"profile"_s;

bool isUsable(const ProfileEntry &profile) {
    return profile.kind != ProfileKind::Broken;
}

/// What the user can do about a profile that can't be used; on this page if possible.
QString nextStepFor(const ProfileEntry &profile) {
    const Advice advice = adviceFrom(profile.hint);
    return advice.place == Advice::Place::Profiles
               ? Strings::tr("Choose “Add AWS keys…” to enter its access keys.")
               : advice.text;
}

/// What a profile is, in one line.
QString aboutProfile(const ProfileEntry &profile) {
    const auto kind = [&profile] {
        switch (profile.kind) {
        case ProfileKind::StoredKeys:
            return Strings::tr("Access key in your keychain");
        case ProfileKind::KeysInFile:
            return Strings::tr("Access key in ~/.aws/credentials");
        case ProfileKind::Role:
            return profile.account.isEmpty()
                       ? Strings::tr("Role")
                       : Strings::tr("Role in account %1").arg(groupedAccount(profile.account));
        case ProfileKind::Process:
            return Strings::tr("Credentials from a command");
        case ProfileKind::Environment:
            return Strings::tr("Credentials from the environment");
        case ProfileKind::Broken:
            break;
        }
        return (profile.problem + u' ' + nextStepFor(profile)).trimmed();
    };
    QStringList parts{kind()};
    if (isUsable(profile) && !profile.region.isEmpty())
        parts.append(profile.region);
    if (isUsable(profile) && !profile.mfaSerial.isEmpty())
        parts.append(Strings::tr("with MFA"));
    return parts.join(u" · "_s);
}

} // namespace

ProfilesPage::ProfilesPage(const WizardServices &services)
    : WizardPage(tr("Your AWS profiles")), services_(services),
      import_(std::make_unique<ProfileImport>(services.profiles)), rowsLayout_(new QVBoxLayout),
      found_(sectionLabel({}, inside())), note_(new FieldNote(nullptr, inside())),
      add_(pushButton(tr("Add AWS &keys…"), inside())),
      importKeys_(pushButton(tr("&Move keys to the keychain…"), inside())),
      forGitLabel_(plainLabel(tr("&Profile for git"), inside())), forGit_(new QComboBox(inside())) {
    setAbout(tr("Vouch reads them where the AWS command line does. Nothing changes unless you add "
                "or move keys."));
    column()->addWidget(found_);
    column()->addWidget(note_);
    column()->addLayout(rowsLayout_);
    column()->addSpacing(4);
    for (QPushButton *button : {add_, importKeys_})
        column()->addWidget(button, 0, Qt::AlignLeading);
    column()->addSpacing(12);
    auto *forGit = new QHBoxLayout;
    forGitLabel_->setBuddy(forGit_);
    forGit_->setMinimumHeight(32);
    forGit_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    forGit_->setMinimumContentsLength(minProfileLetters);
    forGit->addWidget(forGitLabel_);
    forGit->addSpacing(4);
    forGit->addWidget(forGit_, 1);
    column()->addLayout(forGit);
    column()->addStretch(1);
    connect(add_, &QPushButton::clicked, this, &ProfilesPage::addKeys);
    connect(importKeys_, &QPushButton::clicked, this, &ProfilesPage::importKeys);
    connect(forGit_, &QComboBox::activated, this, [this] {
        chosen_ = forGit_->currentData().toString();
        Q_EMIT completeChanged();
    });
    connect(&services_.profiles, &Profiles::changed, this, [this] {
        if (isVisible())
            lookAgain();
    });
    // Until a list arrives, nothing is said about what there is.
    for (QWidget *later : std::initializer_list<QWidget *>{importKeys_, forGitLabel_, forGit_})
        later->hide();
}

ProfilesPage::~ProfilesPage() = default;

QString ProfilesPage::pageKey() const {
    return u"profiles"_s;
}

QString ProfilesPage::step() const {
    return tr("AWS profiles");
}

WizardPage::Input ProfilesPage::input() const {
    return {{profileForGitKey, chosen_}};
}

void ProfilesPage::setInput(const Input &input) {
    chosen_ = input.value(profileForGitKey);
}

void ProfilesPage::initialize() {
    lookAgain();
    add_->setFocus();
}

void ProfilesPage::cleanUp() {
    WizardPage::cleanUp();
    looking_.stop();
}

bool ProfilesPage::isComplete() const {
    return WizardPage::isComplete() && std::ranges::any_of(profiles_, isUsable);
}

QString ProfilesPage::profileForGit() const {
    return chosen_ == services_.configuration.settings().useRole ? QString() : chosen_;
}

void ProfilesPage::lookAgain() {
    looking_ = ScopedTask([this](std::stop_token stop) { return look(stop); },
                          [this](const Error &error) { note_->warn(textInWindow(error)); });
}

QCoro::Task<> ProfilesPage::look(std::stop_token stop) {
    const QList<ProfileEntry> profiles = co_await services_.profiles.list(stop);
    throwIfStopped(stop);
    note_->clear();
    show(profiles);
}

void ProfilesPage::show(const QList<ProfileEntry> &profiles) {
    profiles_ = profiles;
    auto *rows = new QWidget(inside());
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    forGit_->clear();
    forGit_->addItem(tr("Automatic"), QString());
    for (const ProfileEntry &profile : profiles) {
        const auto mark =
            isUsable(profile) ? MarkedLines::Mark::Allowed : MarkedLines::Mark::Warning;
        layout->addWidget(new MarkedLines(mark, profile.name, aboutProfile(profile), rows));
        if (isUsable(profile))
            forGit_->addItem(profile.name, profile.name);
    }
    const QString &usual = services_.configuration.settings().useRole;
    int index = forGit_->findData(chosen_.isEmpty() ? usual : chosen_);
    if (index < 0 || forGit_->itemData(index).toString().isEmpty())
        index = 0;
    forGit_->setCurrentIndex(index);
    chosen_ = forGit_->currentData().toString();
    delete rows_;
    rows_ = rows;
    rowsLayout_->addWidget(rows);
    found_->setText(profiles.isEmpty()
                        ? tr("No AWS profiles were found on this computer.")
                        : tr("%n profile(s) on this computer", nullptr, int(profiles.size())));
    const bool hasFileKeys =
        std::ranges::find(profiles, ProfileKind::KeysInFile, &ProfileEntry::kind) != profiles.end();
    importKeys_->setVisible(hasFileKeys);
    const bool isChoice = std::ranges::count_if(profiles, isUsable) > 0;
    forGitLabel_->setVisible(isChoice);
    forGit_->setVisible(isChoice);
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

void ProfilesPage::addKeys() {
    auto *dialog = new AddAccessKeyDialog(services_.profiles, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddAccessKeyDialog::added, this, &ProfilesPage::lookAgain);
    dialog->open();
}

void ProfilesPage::importKeys() {
    auto *dialog = new ImportAccessKeysDialog(services_.profiles, *import_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportAccessKeysDialog::imported, this, &ProfilesPage::lookAgain);
    dialog->open();
}

} // namespace vouch::ui
