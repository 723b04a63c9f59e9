// SPDX-License-Identifier: Apache-2.0
#include "ui/profiles/add_access_key_dialog.h"

#include "core/error.h"
#include "settings/values.h"
#include "ui/profiles/access_key_error.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int addKeysWidth = 520;
constexpr int keysNoteLines = 5; ///< that the window has room for: AWS's refusals are long

} // namespace

AddAccessKeyDialog::AddAccessKeyDialog(Profiles &profiles, const QString &profile, QWidget *parent)
    : QDialog(parent), profiles_(profiles), name_(new QLineEdit(profile, this)),
      region_(new QLineEdit(this)), keys_(this), nameNote_(new FieldNote(name_, this)),
      regionNote_(new FieldNote(region_, this)), note_(new FieldNote(nullptr, this)),
      add_(pushButton(tr("&Add keys"), this)) {
    setWindowTitle(tr("Add AWS keys"));
    build(profile);
    for (QLineEdit *edit : {name_, static_cast<QLineEdit *>(keys_.id),
                            static_cast<QLineEdit *>(keys_.secret), region_})
        connect(edit, &QLineEdit::textChanged, this, &AddAccessKeyDialog::showButton);
    connect(name_, &QLineEdit::textChanged, this, &AddAccessKeyDialog::showKnown);
    connect(region_, &QLineEdit::textChanged, regionNote_, &FieldNote::clear);
    connect(add_, &QPushButton::clicked, this, &AddAccessKeyDialog::add);
    showButton();
    reading_ = ScopedTask([this](std::stop_token stop) { return readKnown(std::move(stop)); },
                          [](const Error &) {}); // it only serves the notes
}

AddAccessKeyDialog::~AddAccessKeyDialog() {
    keys_.wipe();
}

void AddAccessKeyDialog::build(const QString &profile) {
    setHint(name_, tr("A name of your choice"));
    setHint(region_, tr("Optional, such as us-east-1"));
    auto *about = new TonedLabel(
        mutedColor,
        tr("Vouch checks the keys with AWS and stores them in the keychain. Programs "
           "get credentials that expire, instead of these keys."),
        this);
    QFormLayout *form = settingsForm();
    form->addRow(tr("&Profile"), name_);
    form->addRow(QString(), nameNote_);
    form->addRow(tr("Access key &ID"), keys_.id);
    form->addRow(tr("&Secret access key"), keys_.secret);
    form->addRow(tr("&Region"), region_);
    form->addRow(QString(), regionNote_);

    add_->setDefault(true);
    add_->setObjectName(u"addKeys"_s);
    QPushButton *cancel = pushButton(tr("&Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

    auto *content = new QWidget(this);
    auto *fields = new QVBoxLayout(content);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(16);
    fields->addWidget(about);
    fields->addLayout(form);
    fields->addWidget(note_);
    fields->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    auto *area = new ScrollingContent(content, this);
    layout->addWidget(area, 1);
    layout->addWidget(answerButtons(add_, cancel));
    tabInReadingOrder(layout);
    (profile.isEmpty() ? name_ : keys_.id)->setFocus();
    fitToContent(this, *area, addKeysWidth, keysNoteLines);
    keepOnScreen(this);
}

QCoro::Task<> AddAccessKeyDialog::readKnown(std::stop_token stop) {
    const QList<ProfileEntry> entries = co_await profiles_.list(stop);
    throwIfStopped(stop);
    known_ = entries;
    try {
        stored_ = co_await profiles_.storedNames(stop);
    } catch (const Error &) { // the keychain has just gone
    }
    throwIfStopped(stop);
    showKnown();
}

void AddAccessKeyDialog::showKnown() {
    const auto entry = std::ranges::find(known_, name_->text().trimmed(), &ProfileEntry::name);
    const bool isKnown = entry != known_.end();
    const bool isStored = isKnown && entry->kind == ProfileEntry::Kind::StoredKeys;
    if (isStored || stored_.contains(name_->text().trimmed()))
        nameNote_->tell(tr("These keys replace those in the keychain."));
    else if (isKnown && entry->kind == ProfileEntry::Kind::KeysInFile)
        nameNote_->tell(tr("These keys are used instead of those in the file."));
    else
        nameNote_->clear();
    // The region of a profile in the files is set there.
    const bool takesRegion = !isKnown || (isStored && entry->region.isEmpty());
    region_->setEnabled(takesRegion);
    region_->setPlaceholderText(takesRegion               ? tr("Optional, such as us-east-1")
                                : entry->region.isEmpty() ? tr("Not set in the AWS config file")
                                                          : entry->region);
    if (!takesRegion)
        region_->clear();
}

void AddAccessKeyDialog::showButton() {
    add_->setEnabled(!isBusy_ && !name_->text().trimmed().isEmpty() && keys_.isComplete());
}

void AddAccessKeyDialog::setBusy(bool busy) {
    isBusy_ = busy;
    name_->setReadOnly(busy);
    region_->setReadOnly(busy);
    keys_.setReadOnly(busy);
    showButton();
}

void AddAccessKeyDialog::add() {
    const QString region = region_->text().trimmed();
    try {
        requireRegion(region);
    } catch (const Error &error) {
        regionNote_->refuse(errorText(error));
        region_->setFocus();
        return;
    }
    const Profiles::AccessKeys keys{keys_.id->text().toUtf8(),
                                    std::make_shared<Secret>(keys_.secret->copy())};
    const QString profile = name_->text().trimmed();
    setBusy(true);
    note_->tell(tr("Checking these keys with AWS…"));
    adding_ = ScopedTask(
        [=, this](std::stop_token stop) { return addKeys(profile, region, keys, std::move(stop)); },
        [this](const Error &error) {
            setBusy(false);
            note_->refuse(accessKeyErrorText(error));
            keys_.id->setFocus();
        });
}

QCoro::Task<> AddAccessKeyDialog::addKeys(QString profile, QString region,
                                          Profiles::AccessKeys keys, std::stop_token stop) {
    QString arn;
    if (region.isEmpty())
        arn = co_await profiles_.add(profile, keys, stop);
    else
        arn = co_await profiles_.addInRegion(profile, region, keys, stop);
    throwIfStopped(stop);
    Q_EMIT added(profile, arn);
    accept();
}

void AddAccessKeyDialog::done(int result) {
    adding_.stop();
    keys_.wipe();
    setBusy(false);
    note_->clear();
    QDialog::done(result);
}

} // namespace vouch::ui
