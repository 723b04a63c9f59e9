// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/pin_dialog.h"

#include "core/error.h"
#include "core/scoped_task.h"
#include "fido/pin_rules.h"
#include "ui/prompts/prompt_layout.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/fitted_text.h"
#include "ui/widgets/form.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/reading_order.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int markWidth = 24; ///< of a note's mark, with the gap

} // namespace

PinDialog::PinDialog(InsertedKeys &keys, const QString &id, const QString &model, Purpose purpose,
                     QWidget *parent, std::function<InputGuard::Instant()> ticks)
    : QDialog(parent), keys_(keys), id_(id), purpose_(purpose), watch_(keys.watch()),
      minCharacters_(minNewPinCharacters(minPinCharacters)), guard_(this, std::move(ticks)) {
    setWindowTitle(purpose == Purpose::Set ? tr("Set a PIN") : tr("Change PIN"));
    build(model);
    for (PinField *field : {old_, new_, repeat_}) {
        if (field == nullptr)
            continue;
        connect(field, &QLineEdit::textEdited, this, [this] {
            note_->clear();
            showButtons();
        });
    }
    connect(save_, &QPushButton::clicked, this, &PinDialog::proceed);
    guard_.setOpener(save_);
    connect(&guard_, &InputGuard::changed, this, &PinDialog::showButtons);
    connect(&guard_, &InputGuard::openedByKey, this, &PinDialog::proceed);
    connect(cancel_, &QPushButton::clicked, this, &PinDialog::reject);
    connect(&keys_, &InsertedKeys::changed, this, &PinDialog::followKey);
    showButtons();
    if (keys_.isKnown())
        followKey();
}

void PinDialog::build(const QString &model) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(promptMargin, promptMargin, promptMargin, 16);
    layout->setSpacing(16);
    area_ = new ScrollingContent(buildContent(model), this);
    layout->addWidget(area_, 1);
    cancel_ = pushButton(tr("&Cancel"), this);
    save_ = pushButton(purpose_ == Purpose::Set ? tr("&Set PIN") : tr("C&hange PIN"), this);
    save_->setDefault(true);
    layout->addWidget(answerButtons(save_, cancel_));

    ensurePolished();
    const int width = std::max(minPromptWidth, sizeHint().width());
    const int inside = width - 2 * promptMargin;
    int longest = 0;
    for (const QString &text : {blockedText(), wrongPinText(fewPinAttempts)})
        longest = std::max(longest, wrappedHeight(text, font(), inside - markWidth));
    noteRoom_->setMinimumHeight(longest);
    resize(width, sizeHint().height());
    keepOnScreen(this);
    // Otherwise Qt gives it to what was made first, and a PIN might go to a button.
    firstField()->setFocus();
}

QWidget *PinDialog::buildContent(const QString &model) {
    const QString key = model.isEmpty() ? tr("your key") : model;
    auto *about = new TonedLabel(
        mutedColor,
        purpose_ == Purpose::Set
            ? tr("Choose a PIN for %1. You'll enter it each time you sign in.").arg(key)
            : tr("Choose a new PIN for %1. The accounts on the key aren't affected.").arg(key),
        this);
    QFormLayout *form = settingsForm();
    if (purpose_ == Purpose::Change) {
        old_ = addField(form, tr("&Old PIN"));
        oldNote_ = new FieldNote(old_, this);
        form->addRow(QString(), inRoom(oldNote_, promptTextLines * fontMetrics().lineSpacing()));
    } else {
        oldNote_ = nullptr;
    }
    new_ = addField(form, tr("&New PIN"));
    length_ = new FieldNote(new_, this);
    form->addRow(QString(), length_);
    showMinLength();
    repeat_ = addField(form, tr("Con&firm new PIN"));
    note_ = new FieldNote(nullptr, this);
    noteRoom_ = inRoom(note_, 0);

    auto *content = new QWidget;
    auto *fields = new QVBoxLayout(content);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(16);
    fields->addWidget(about);
    fields->addLayout(form);
    fields->addWidget(noteRoom_);
    fields->addStretch();
    return content;
}

PinField *PinDialog::firstField() const {
    return old_ == nullptr ? new_ : old_;
}

QString PinDialog::wrongPinText(int attempts) {
    const QString wrong = tr("Wrong PIN. %n attempt(s) left.", nullptr, attempts);
    return attempts <= fewPinAttempts
               ? wrong + u' ' + tr("After that, you'll need to reset the key.")
               : wrong;
}

QString PinDialog::blockedText() {
    return tr("This key's PIN is blocked after too many wrong attempts. You'll need "
              "to reset the key, which erases it.");
}

PinField *PinDialog::addField(QFormLayout *form, const QString &text) {
    auto *field = new PinField(this);
    field->fit(font());
    form->addRow(text, field);
    return field;
}

void PinDialog::showMinLength() {
    length_->tell(
        tr("At least %n character(s). Letters and symbols are allowed.", nullptr, minCharacters_));
}

void PinDialog::followKey() {
    if (isStuck_)
        return;
    const InsertedKey *key = keys_.find(id_);
    if (key == nullptr)
        return showFinalError(tr("The key was removed. Insert it and start over."));
    if (!key->problem.isEmpty() || isBusy_)
        return;
    minCharacters_ = key->minPinCharacters;
    showMinLength();
    if (purpose_ == Purpose::Set)
        return;
    if (key->hasPin && key->attemptsLeft == 0)
        return showFinalError(blockedText());
    const QString left = tr("%n attempt(s) left.", nullptr, key->attemptsLeft);
    if (key->attemptsLeft <= fewPinAttempts)
        oldNote_->warn(left + u' ' + tr("After that, you'll need to reset the key."));
    else
        oldNote_->tell(left);
}

void PinDialog::showButtons() {
    const bool complete =
        (old_ == nullptr || old_->isComplete()) && new_->isComplete() && repeat_->isComplete();
    save_->setVisible(!isStuck_);
    save_->setText(guard_.isClosed() && !isBusy_ ? tr("Enter &PIN")
                   : purpose_ == Purpose::Set    ? tr("&Set PIN")
                                                 : tr("C&hange PIN"));
    save_->setEnabled((complete || guard_.isClosed()) && !isBusy_);
    for (PinField *field : {old_, new_, repeat_})
        if (field != nullptr)
            field->setEnabled(!isBusy_ && !isStuck_);
    cancel_->setText(isStuck_ ? tr("&Close") : tr("&Cancel"));
}

/// Shows the first problem with the typed PINs and focuses its field.
bool PinDialog::validate() {
    const Secret pin = new_->copy();
    QString problem = newPinFault(pin.view(), minCharacters_);
    PinField *field = new_;
    if (problem.isEmpty() && !pin.equals(repeat_->copy().view())) {
        problem = tr("The new PINs don't match.");
        field = repeat_;
    } else if (problem.isEmpty() && old_ != nullptr && pin.equals(old_->copy().view())) {
        problem = tr("The new PIN is the same as the old one.");
    }
    if (problem.isEmpty())
        return true;
    note_->refuse(problem);
    field->setFocus(Qt::TabFocusReason);
    field->selectAll();
    return false;
}

/// Unlocks the fields for typing if they are locked, otherwise sends the PIN to the key.
void PinDialog::proceed() {
    if (!guard_.isClosed())
        return save();
    guard_.open();
    firstField()->setFocus(Qt::ShortcutFocusReason);
}

void PinDialog::save() {
    if (isBusy_ || isStuck_ || !validate())
        return;
    auto oldPin = old_ == nullptr ? SharedSecret() : std::make_shared<Secret>(old_->take());
    auto newPin = std::make_shared<Secret>(new_->take());
    wipe();
    isBusy_ = true;
    note_->tell(purpose_ == Purpose::Set ? tr("Setting the PIN…") : tr("Changing the PIN…"));
    showButtons();
    submitting_ = ScopedTask(
        [this, oldPin = std::move(oldPin),
         newPin = std::move(newPin)](std::stop_token stop) mutable {
            return submit(std::move(oldPin), std::move(newPin), stop);
        },
        [this](const Error &error) { showFinalError(textInWindow(error)); });
}

QCoro::Task<> PinDialog::submit(SharedSecret oldPin, SharedSecret newPin, std::stop_token stop) {
    PinAnswer answer;
    if (oldPin)
        answer = co_await keys_.changePin(id_, std::exchange(oldPin, nullptr),
                                          std::exchange(newPin, nullptr), stop);
    else
        answer = co_await keys_.setPin(id_, std::exchange(newPin, nullptr), stop);
    throwIfStopped(stop);
    handle(answer);
}

void PinDialog::handle(const PinAnswer &answer) {
    isBusy_ = false;
    switch (answer.kind) {
    case PinAnswer::Kind::Done:
        return accept();
    case PinAnswer::Kind::Stuck:
        return showFinalError(answer.text);
    case PinAnswer::Kind::WrongPin:
        guard_.close(); // so that the next attempt is deliberate
        note_->refuse(wrongPinText(answer.attemptsLeft));
        break;
    case PinAnswer::Kind::Refused:
        note_->refuse(answer.text);
        break;
    }
    showButtons();
    firstField()->setFocus();
}

void PinDialog::wipe() {
    for (PinField *field : {old_, new_, repeat_})
        if (field != nullptr)
            field->take();
}

void PinDialog::showFinalError(const QString &text) {
    isBusy_ = false;
    isStuck_ = true;
    wipe();
    note_->refuse(text);
    showButtons();
    cancel_->setFocus();
}

void PinDialog::reject() {
    submitting_.stop();
    wipe();
    QDialog::reject();
}

/// The user has just opened it, so it accepts input after the usual pause.
void PinDialog::showEvent(QShowEvent *event) {
    guard_.settle();
    QDialog::showEvent(event);
    // Its fonts and the room for the longest note count only now.
    if (const int missing = area_->heightFor(area_->width()) - area_->height(); missing > 0)
        resize(width(), height() + missing);
}

bool PinDialog::focusNextPrevChild(bool next) {
    return focusInReadingOrder(this, next);
}

} // namespace vouch::ui
