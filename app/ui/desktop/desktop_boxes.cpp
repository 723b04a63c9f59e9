// SPDX-License-Identifier: Apache-2.0
// The small windows in which the desktop says or asks something; desktop.cpp has the rest of it.
#include "ui/desktop/desktop.h"

#include "ui/widgets/plain_text.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace vouch::ui {

void Desktop::notify(const QString &title, const QString &text) {
    notification_.show(title, text);
}

void Desktop::notifyStillRunning() {
    if (std::exchange(hasNotifiedStillRunning_, true))
        return;
    const QString title = tr("Vouch is still running.");
    const QString text = tr("You can reopen Vouch from your applications.");
    if (notification_.isAvailable())
        return notification_.show(title, text);
    newBox(title, text)->open();
}

QMessageBox *Desktop::newBox(const QString &text, const QString &more) {
    auto *box = new QMessageBox(panel_.isVisible() ? &panel_ : nullptr);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("Vouch"));
    setPlainText(box, text, more);
    return box;
}

void Desktop::showDetails() {
    const auto &problem = status_.problem();
    if (!problem)
        return;
    QMessageBox *box = newBox(problem->cause.message(), problem->cause.hint());
    if (!problem->cause.detail().isEmpty())
        box->setDetailedText(problem->cause.detail());
    box->open();
}

void Desktop::showAbout() {
    QMessageBox *box = newBox(tr("Vouch %1").arg(QApplication::applicationVersion()),
                              tr("git and AWS CodeCommit with one touch of a security key.\n"
                                 "Licensed under the Apache License 2.0."));
    box->setIconPixmap(QApplication::windowIcon().pixmap(64));
    box->open();
}

/// Quitting cancels the requests that are waiting, so it asks for confirmation if there are any.
void Desktop::quit() {
    const auto end = [this] {
        panel_.hide(); // otherwise Qt closes it, as if the user had
        Q_EMIT quitWanted();
    };
    const int waiting = status_.waitingForGit() + status_.waitingForCredentials();
    if (waiting == 0)
        return end();
    if (quitQuestion_)
        return quitQuestion_->activateWindow();
    const QString question = waiting == 1 ? tr("One program is waiting. Quit anyway?")
                             : waiting == 2
                                 ? tr("Two programs are waiting. Quit anyway?")
                                 : tr("%n program(s) are waiting. Quit anyway?", nullptr, waiting);
    quitQuestion_ = newBox(question, {});
    auto *keep = quitQuestion_->addButton(tr("&Keep running"), QMessageBox::RejectRole);
    auto *quit = quitQuestion_->addButton(tr("&Quit"), QMessageBox::AcceptRole);
    quitQuestion_->setDefaultButton(keep);
    quitQuestion_->setEscapeButton(keep);
    connect(quit, &QPushButton::clicked, this, end);
    quitQuestion_->open();
    quitQuestion_->activateWindow();
}

} // namespace vouch::ui
