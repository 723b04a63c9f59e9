// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/confirmation.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Confirmation)
};

} // namespace

void askToConfirm(const Confirmation &confirmation, QWidget *parent,
                  const std::function<void()> &confirmed) {
    const QString &title = confirmation.title;
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, {}, {}, parent);
    setPlainText(box, confirmation.question, confirmation.consequence);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *action = pushButton(confirmation.action, box);
    QPushButton *cancel = pushButton(Strings::tr("&Cancel"), box);
    box->addButton(action, QMessageBox::AcceptRole);
    box->addButton(cancel, QMessageBox::RejectRole);
    box->setDefaultButton(confirmation.isHarmless ? action : cancel);
    box->setEscapeButton(cancel);
    QObject::connect(action, &QPushButton::clicked, box, confirmed);
    box->open();
}

} // namespace vouch::ui
