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

/// Sets the first PIN of an inserted key, or changes it: new, once more, and the old one where
/// there is one. Accepted when the key has the new PIN. What was typed leaves the fields before the
/// key is asked, and the key is asked once.
class PinDialog : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { Set, Change };

    /// `id` as InsertedKeys names the key. `ticks` is the time by which it opens for keys.
    PinDialog(InsertedKeys &keys, const QString &id, const QString &model, Purpose purpose,
              QWidget *parent,
              std::function<InputGuard::Instant()> ticks = &std::chrono::steady_clock::now);

    void reject() override;

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build(const QString &model);
    PinField *addField(QFormLayout *form, const QString &text);
    void followKey();
    void showButtons();
    void sayLength();
    bool isGood();
    void goOn();
    void save();
    void take(const PinAnswer &answer);
    void wipe();
    /// Nothing more can be done here.
    void giveUp(const QString &text);
    QCoro::Task<> asked(SharedSecret before, SharedSecret pin, std::stop_token stop);

    InsertedKeys &keys_;
    QString id_;
    Purpose purpose_;
    std::shared_ptr<QObject> watch_;
    int least_; ///< characters of the new PIN
    bool isBusy_ = false, isStuck_ = false;
    PinField *old_ = nullptr, *new_ = nullptr, *again_ = nullptr;
    FieldNote *length_, *oldNote_, *note_;
    QPushButton *cancel_, *save_;
    InputGuard guard_;
    ScopedTask asking_;
};

} // namespace vouch::ui
