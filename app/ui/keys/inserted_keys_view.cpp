// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/inserted_keys_view.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/reset_help.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How long the button reads "Copied".
constexpr auto copiedTime = 2s;

QString pinText(const InsertedKey &key) {
    if (!key.supportsPin)
        return InsertedKeysView::tr("not possible");
    if (!key.hasPin)
        return InsertedKeysView::tr("not set");
    if (key.attemptsLeft == 0)
        return InsertedKeysView::tr("blocked");
    if (key.mustChangePin)
        return InsertedKeysView::tr("must be changed, %n attempt(s) left", nullptr,
                                    key.attemptsLeft);
    return InsertedKeysView::tr("set, %n attempt(s) left", nullptr, key.attemptsLeft);
}

QString accountRoomText(const InsertedKey &key) {
    if (!key.roomForAccounts)
        return InsertedKeysView::tr("not reported by this key");
    if (*key.roomForAccounts == 0)
        return InsertedKeysView::tr("none, the key is full");
    return InsertedKeysView::tr("%n more", nullptr, *key.roomForAccounts);
}

QString fingerprintText(const InsertedKey &key) {
    switch (key.fingerprint) {
    case InsertedKey::Fingerprint::None:
        return InsertedKeysView::tr("none");
    case InsertedKey::Fingerprint::NotSetUp:
        return InsertedKeysView::tr("not set up");
    case InsertedKey::Fingerprint::SetUp:
        return InsertedKeysView::tr("set up");
    }
    return {};
}

/// The key's model, numbered if several keys have it.
QString choiceText(const QList<InsertedKey> &keys, int index) {
    const QString model =
        keys[index].model.isEmpty() ? InsertedKeysView::tr("A key") : keys[index].model;
    int same = 0, number = 0;
    for (int i = 0; i < keys.size(); ++i) {
        same += keys[i].model == keys[index].model ? 1 : 0;
        number += i <= index && keys[i].model == keys[index].model ? 1 : 0;
    }
    return same > 1 ? u"%1 (%2)"_s.arg(model, QString::number(number)) : model;
}

} // namespace

InsertedKeysView::InsertedKeysView(QWidget *parent)
    : QWidget(parent), title_(new ElidedLabel(Qt::ElideRight, this)), choice_(new QComboBox(this)),
      text_(new TonedLabel(mutedColor, {}, this)), facts_(new QWidget(this)),
      note_(new FieldNote(nullptr, this)), changePin_(pushButton(tr("Change &PIN…"), this)),
      howToReset_(pushButton(tr("&How to reset"), this)),
      copy_(pushButton(tr("Copy &details"), this)) {
    title_->setFont(scaledFont(font(), 1, QFont::DemiBold));
    choice_->setAccessibleName(tr("Inserted now"));
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(24);

    auto *grid = new QGridLayout(facts_);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    versions_ = addFact(grid, 0, 0, tr("Versions"));
    pin_ = addFact(grid, 0, 2, tr("PIN"));
    room_ = addFact(grid, 1, 0, tr("Room for accounts"));
    fingerprint_ = addFact(grid, 1, 2, tr("Fingerprint"));
    hmacSecret_ = addFact(grid, 2, 0, u"hmac-secret"_s);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(3, 3); // the PIN's text is longer

    auto *heading = new QHBoxLayout;
    heading->setSpacing(12);
    heading->addWidget(title_);
    heading->addWidget(choice_);
    heading->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {changePin_, howToReset_, copy_})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(heading);
    column->addWidget(text_);
    column->addWidget(facts_);
    column->addSpacing(4);
    column->addLayout(buttons);
    column->addWidget(note_);

    connect(choice_, &QComboBox::currentIndexChanged, this, &InsertedKeysView::show);
    connect(changePin_, &QPushButton::clicked, this, [this] {
        if (const InsertedKey *key = shown()) {
            note_->clear();
            Q_EMIT pinWanted(*key);
        }
    });
    connect(howToReset_, &QPushButton::clicked, this, [this] { explainReset(window()); });
    connect(copy_, &QPushButton::clicked, this, &InsertedKeysView::copyDetails);
    copied_.setSingleShot(true);
    copied_.setInterval(copiedTime);
    connect(&copied_, &QTimer::timeout, this, [this] { copy_->setText(tr("Copy &details")); });
    show();
}

QLabel *InsertedKeysView::addFact(QGridLayout *grid, int row, int column, const QString &name) {
    auto *label = new TonedLabel(mutedColor, name, facts_);
    label->setWordWrap(false);
    auto *value = new WrappedLabel(facts_);
    grid->addWidget(label, row, column, Qt::AlignTop);
    grid->addWidget(value, row, column + 1, Qt::AlignTop);
    return value;
}

void InsertedKeysView::setKeys(const QList<InsertedKey> &keys) {
    const InsertedKey *before = shown();
    const QString id = before == nullptr ? QString() : before->id;
    keys_ = keys;
    const QSignalBlocker blocker(choice_);
    choice_->clear();
    for (int i = 0; i < keys_.size(); ++i) {
        choice_->addItem(choiceText(keys_, i));
        if (keys_[i].id == id)
            choice_->setCurrentIndex(i);
    }
    show();
}

const InsertedKey *InsertedKeysView::shown() const {
    const int index = choice_->currentIndex();
    return index < 0 || index >= keys_.size() ? nullptr : &keys_[index];
}

void InsertedKeysView::show() {
    const InsertedKey *key = shown();
    const bool several = keys_.size() > 1;
    title_->setText(key == nullptr || key->model.isEmpty() || several
                        ? tr("Inserted now")
                        : tr("Inserted now: %1").arg(key->model));
    choice_->setVisible(several);
    text_->setText(key == nullptr
                       ? tr("No key is inserted. Plug one into a USB port to see what it can do.")
                       : key->problem);
    text_->setVisible(!text_->text().isEmpty());
    showFacts(key);
    showButtons(key);
    const QString id = key == nullptr ? QString() : key->id;
    if (id != shownId_)
        note_->clear();
    shownId_ = id;
}

void InsertedKeysView::showFacts(const InsertedKey *key) {
    const bool hasFacts = key != nullptr && key->problem.isEmpty();
    facts_->setVisible(hasFacts);
    if (!hasFacts)
        return;
    versions_->setText(key->versions.join(u", "_s));
    pin_->setText(pinText(*key));
    room_->setText(accountRoomText(*key));
    fingerprint_->setText(fingerprintText(*key));
    hmacSecret_->setText(key->hmacSecret ? tr("supported") : tr("not supported"));
}

void InsertedKeysView::showButtons(const InsertedKey *key) {
    const bool hasFacts = key != nullptr && key->problem.isEmpty();
    const bool blocked = hasFacts && key->hasPin && key->attemptsLeft == 0;
    changePin_->setVisible(hasFacts && key->supportsPin && !blocked);
    changePin_->setText(hasFacts && !key->hasPin ? tr("Set a &PIN…") : tr("Change &PIN…"));
    howToReset_->setVisible(blocked);
    copy_->setVisible(hasFacts);
}

void InsertedKeysView::copyDetails() {
    const InsertedKey *key = shown();
    if (key == nullptr)
        return;
    QGuiApplication::clipboard()->setText(key->details);
    copy_->setText(tr("Copied"));
    copied_.start();
}

} // namespace vouch::ui
