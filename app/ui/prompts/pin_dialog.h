// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/inserted_keys.h"
#include "ui/widgets/input_guard.h"
#include "ui/widgets/pin_field.h"

#include <QDialog>

#include <chrono>
#include <functional>
#include <memory>

class QFormLayout;
class QPushButton;

namespace vouch::ui {

class FieldNote;
class ScrollingContent;

/// Sets the first PIN of an inserted key, or changes its PIN. Accepted when the key has the new
/// PIN. The fields are cleared before the request goes to the key, and a request is never repeated:
/// each one can cost an attempt.
class PinDialog : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { Set, Change };

    /// `id` is the key's id in InsertedKeys. `ticks` is the input guard's clock.
    PinDialog(InsertedKeys &keys, const QString &id, const QString &model, Purpose purpose,
              QWidget *parent,
              std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    void reject() override;

protected:
    bool focusNextPrevChild(bool next) override;
    void showEvent(QShowEvent *event) override;

private:
    void build(const QString &model);
    QWidget *buildContent(const QString &model);
    PinField *firstField() const;
    static QString wrongPinText(int attempts);
    static QString blockedText();
    PinField *addField(QFormLayout *form, const QString &text);
    void followKey();
    void showButtons();
    void showMinLength();
    bool validate();
    void proceed();
    void save();
    void handle(const PinAnswer &answer);
    void wipe();
    /// Shows an error after which the dialog can only be closed.
    void showFinalError(const QString &text);
    QCoro::Task<> submit(SharedSecret oldPin, SharedSecret newPin, std::stop_token stop);

    InsertedKeys &keys_;
    QString id_;
    Purpose purpose_;
    std::shared_ptr<QObject> watch_;
    int minCharacters_; ///< in the new PIN
    bool isBusy_ = false, isStuck_ = false;
    PinField *old_ = nullptr, *new_ = nullptr, *repeat_ = nullptr;
    ScrollingContent *area_;
    FieldNote *length_, *oldNote_, *note_;
    QWidget *noteRoom_; ///< for the longest of note_'s texts
    QPushButton *cancel_, *save_;
    InputGuard guard_;
    ScopedTask submitting_;
};

} // namespace vouch::ui
