// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMessageBox>
#include <QPointer>

#include <functional>

namespace vouch::ui {

/// Asks for confirmation before Vouch quits, because quitting cancels the requests of programs that
/// are waiting. Asks in one message box at a time. GUI thread.
class QuitQuestion {
public:
    /// Calls `quit` if the user confirms. `waiting`: how many programs are waiting, at least 1.
    /// `parent` may be null.
    void ask(int waiting, QWidget *parent, const std::function<void()> &quit);

private:
    QPointer<QMessageBox> box_;
};

} // namespace vouch::ui
