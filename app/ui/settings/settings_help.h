// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "ui/settings/check_dialog.h"

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace vouch::ui {

/// What helps when something doesn't work: all checks, the log, and a way back.
class HelpPage : public QWidget {
    Q_OBJECT
public:
    explicit HelpPage(CheckDialog::Checks checks);

Q_SIGNALS:
    /// The user wants to go where a problem can be solved.
    void placeWanted(vouch::ui::Advice::Place place);

private:
    /// Adds a title, a sentence about it, and its button.
    void add(const QString &title, const QString &about, QPushButton *button);
    void check();
    /// Runs platform::commandLinks() in the background, and says on the button how it went.
    void addCommandLinks();

    CheckDialog::Checks checks_;
    QGridLayout *grid_;
    ScopedTask linking_;
};

} // namespace vouch::ui
