// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/quit_question.h"

#include "ui/desktop/message_boxes.h"

#include <QCoreApplication>
#include <QPushButton>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Desktop)
};

QString questionFor(int waiting) {
    if (waiting == 1)
        return Strings::tr("One program is waiting. Quit anyway?");
    if (waiting == 2)
        return Strings::tr("Two programs are waiting. Quit anyway?");
    return Strings::tr("%n program(s) are waiting. Quit anyway?", nullptr, waiting);
}

} // namespace

void QuitQuestion::ask(int waiting, QWidget *parent, const std::function<void()> &quit) {
    if (box_)
        return box_->activateWindow();
    box_ = newMessageBox(parent, questionFor(waiting));
    auto *keep = box_->addButton(Strings::tr("&Keep running"), QMessageBox::RejectRole);
    auto *confirm = box_->addButton(Strings::tr("&Quit"), QMessageBox::AcceptRole);
    box_->setDefaultButton(keep);
    box_->setEscapeButton(keep);
    QObject::connect(confirm, &QPushButton::clicked, box_, quit);
    box_->open();
    box_->activateWindow();
}

} // namespace vouch::ui
