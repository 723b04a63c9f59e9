// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/check_result.h"
#include "core/scoped_task.h"
#include "ui/text/window_text.h"

#include <QDialog>
#include <QFuture>
#include <QList>

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace vouch::ui {

class FieldNote;

/// "Check everything": what `vouch doctor` finds, with a button for each place where a problem can
/// be solved, and a report to copy.
class CheckDialog : public QDialog {
    Q_OBJECT
public:
    /// Each calls its argument with results, or finishes with them.
    struct Checks {
        using Report = std::function<void(const CheckResult &result)>;
        std::function<QCoro::Task<>(Report report, std::stop_token stop)> application;
        std::function<QFuture<QList<CheckResult>>()> git;
    };

    CheckDialog(Checks checks, QWidget *parent);

Q_SIGNALS:
    /// The user wants to go where a problem can be solved.
    void placeWanted(vouch::ui::Advice::Place place);

private:
    void start();
    QCoro::Task<> checkAll(std::stop_token stop);
    void add(const CheckResult &result);
    void finish();
    int count(CheckResult::State state) const;
    /// The results as text, without personal data.
    QString report() const;

    Checks checks_;
    QList<CheckResult> results_;
    FieldNote *summary_;
    QWidget *rows_;
    QVBoxLayout *rowsLayout_;
    QPushButton *copy_, *again_;
    ScopedTask checking_;
};

} // namespace vouch::ui
