// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/pin_dialog.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "fido/pin_rules.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/theme.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int windowWidth = 440;
/// So few attempts that the person should know what comes after them.
constexpr int fewAttempts = 3;

} // namespace

PinDialog::PinDialog(InsertedKeys &keys, const QString &id, const QString &model, Purpose purpose,
                     QWidget *parent, std::function<InputGuard::Instant()> ticks)
    : QDialog(parent), keys_(keys), id_(id), purpose_(purpose), watch_(keys.watch()),
      least_(minNewPinCharacters(minPinCharacters)), guard_(this, std::move(ticks)) {
    setWindowTitle(purpose == Purpose::Set ? tr("Set a PIN") : tr("Change PIN"));
    build(model);
    for (PinField *field : {old_, new_, again_}) {
        if (field == nullptr)
            continue;
        connect(field, &QLineEdit::textEdited, this, [this] {
            note_->clear();
            showButtons();
        });
    }
    connect(save_, &QPushButton::clicked, this, &PinDialog::goOn);
    guard_.setOpener(save_);
    connect(&guard_, &InputGuard::changed, this, &PinDialog::showButtons);
    connect(&guard_, &InputGuard::openedByKey, this, &PinDialog::goOn);
    connect(cancel_, &QPushButton::clicked, this, &PinDialog::reject);
    connect(&keys_, &InsertedKeys::changed, this, &PinDialog::followKey);
    sayLength();
    showButtons();
    if (keys_.isKnown())
        followKey();
}

void PinDialog::build(const QString &model) {
    const QString key = model.isEmpty() ? tr("your key") : model;
    auto *about =
        new TonedLabel(mutedColor,
                       purpose_ == Purpose::Set
                           ? tr("Choose a PIN for %1. You enter it each time you sign in.").arg(key)
                           : tr("Choose another PIN for %1. Its accounts stay.").arg(key),
                       this);
    QFormLayout *form = settingsForm();
    if (purpose_ == Purpose::Change) {
        old_ = addField(form, tr("&Old PIN"));
        oldNote_ = new FieldNote(old_, this);
        oldNote_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        form->addRow(QString(), oldNote_);
    } else {
        oldNote_ = nullptr;
    }
    new_ = addField(form, tr("&New PIN"));
    length_ = new FieldNote(new_, this);
    length_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    form->addRow(QString(), length_);
    again_ = addField(form, tr("New PIN &again"));
    note_ = new FieldNote(nullptr, this);

    cancel_ = pushButton(tr("&Cancel"), this);
    save_ = pushButton(purpose_ == Purpose::Set ? tr("&Set PIN") : tr("C&hange PIN"), this);
    save_->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel_);
    buttons->addWidget(save_);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 16);
    layout->setSpacing(16);
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(note_);
    layout->addStretch();
    layout->addLayout(buttons);
    setTabOrder(again_, save_);
    setTabOrder(save_, cancel_);
    resize(windowWidth, layout->totalHeightForWidth(windowWidth));
}

PinField *PinDialog::addField(QFormLayout *form, const QString &text) {
    auto *field = new PinField(this);
    field->fit(font());
    form->addRow(text, field);
    return field;
}

void PinDialog::sayLength() {
    length_->tell(tr("At least %n character(s). Letters and signs may be in it.", nullptr, least_));
}

void PinDialog::followKey() {
    if (isStuck_)
        return;
    const InsertedKey *key = keys_.find(id_);
    if (key == nullptr)
        return giveUp(tr("The key was removed. Insert it, then begin again."));
    if (!key->problem.isEmpty() || isBusy_)
        return;
    least_ = key->minPinCharacters;
    sayLength();
    if (purpose_ == Purpose::Set)
        return;
    if (key->hasPin && key->attemptsLeft == 0)
        return giveUp(tr("This key's PIN is blocked: it was wrong too many times. Only a reset "
                         "helps, and a reset erases the key."));
    const QString left = tr("%n attempt(s) left.", nullptr, key->attemptsLeft);
    if (key->attemptsLeft <= fewAttempts)
        oldNote_->warn(left + u' ' + tr("After that, only a reset helps."));
    else
        oldNote_->tell(left);
}

void PinDialog::showButtons() {
    const bool complete =
        (old_ == nullptr || old_->isComplete()) && new_->isComplete() && again_->isComplete();
    save_->setVisible(!isStuck_);
    save_->setText(guard_.isClosed() && !isBusy_ ? tr("Enter &PIN")
                   : purpose_ == Purpose::Set    ? tr("&Set PIN")
                                                 : tr("C&hange PIN"));
    save_->setEnabled((complete || guard_.isClosed()) && !isBusy_);
    for (PinField *field : {old_, new_, again_})
        if (field != nullptr)
            field->setEnabled(!isBusy_ && !isStuck_);
    cancel_->setText(isStuck_ ? tr("&Close") : tr("&Cancel"));
}

/// Says what is wrong with what was typed, and goes there.
bool PinDialog::isGood() {
    const Secret pin = new_->copy();
    QString fault = newPinFault(pin.view(), least_);
    PinField *field = new_;
    if (fault.isEmpty() && !pin.equals(again_->copy().view())) {
        fault = tr("The two new PINs are not the same.");
        field = again_;
    } else if (fault.isEmpty() && old_ != nullptr && pin.equals(old_->copy().view())) {
        fault = tr("The new PIN is the old one.");
    }
    if (fault.isEmpty())
        return true;
    note_->refuse(fault);
    field->setFocus(Qt::TabFocusReason);
    field->selectAll();
    return false;
}

/// Opens the fields where they are closed; else the PIN goes to the key.
void PinDialog::goOn() {
    if (!guard_.isClosed())
        return save();
    guard_.open();
    (old_ == nullptr ? new_ : old_)->setFocus(Qt::ShortcutFocusReason);
}

void PinDialog::save() {
    if (isBusy_ || isStuck_ || !isGood())
        return;
    auto before = old_ == nullptr ? SharedSecret() : std::make_shared<Secret>(old_->take());
    auto pin = std::make_shared<Secret>(new_->take());
    wipe();
    isBusy_ = true;
    note_->tell(tr("The key is asked."));
    showButtons();
    asking_ = ScopedTask(
        [this, before = std::move(before), pin = std::move(pin)](std::stop_token stop) mutable {
            return asked(std::move(before), std::move(pin), stop);
        },
        [this](const Error &error) { giveUp(errorText(error)); });
}

QCoro::Task<> PinDialog::asked(SharedSecret before, SharedSecret pin, std::stop_token stop) {
    PinAnswer answer;
    if (before)
        answer = co_await keys_.changePin(id_, std::exchange(before, nullptr),
                                          std::exchange(pin, nullptr), stop);
    else
        answer = co_await keys_.setPin(id_, std::exchange(pin, nullptr), stop);
    throwIfStopped(stop);
    take(answer);
}

void PinDialog::take(const PinAnswer &answer) {
    isBusy_ = false;
    switch (answer.kind) {
    case PinAnswer::Kind::Done:
        return accept();
    case PinAnswer::Kind::Stuck:
        return giveUp(answer.text);
    case PinAnswer::Kind::WrongPin: {
        guard_.close(); // the next one is entered on purpose
        const QString wrong = tr("Wrong PIN. %n attempt(s) left.", nullptr, answer.attemptsLeft);
        note_->refuse(answer.attemptsLeft <= fewAttempts
                          ? wrong + u' ' + tr("After that, only a reset helps.")
                          : wrong);
        break;
    }
    case PinAnswer::Kind::Refused:
        note_->refuse(answer.text);
        break;
    }
    showButtons();
    (old_ == nullptr ? new_ : old_)->setFocus();
}

void PinDialog::wipe() {
    for (PinField *field : {old_, new_, again_})
        if (field != nullptr)
            field->take();
}

void PinDialog::giveUp(const QString &text) {
    isBusy_ = false;
    isStuck_ = true;
    wipe();
    note_->refuse(text);
    showButtons();
    cancel_->setFocus();
}

void PinDialog::reject() {
    asking_.stop();
    wipe();
    QDialog::reject();
}

/// The person has asked for it a moment ago.
void PinDialog::showEvent(QShowEvent *event) {
    guard_.settle();
    QDialog::showEvent(event);
}

bool PinDialog::event(QEvent *event) {
    const bool done = QDialog::event(event);
    growToFit(this, event);
    return done;
}

} // namespace vouch::ui
