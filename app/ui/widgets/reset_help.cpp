// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/reset_help.h"

#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace vouch::ui {

namespace {
struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::SignInDialog)
};
} // namespace

void explainReset(QWidget *parent) {
    auto *box = new QMessageBox(QMessageBox::NoIcon, Strings::tr("How to reset"), {},
                                QMessageBox::Ok, parent);
    setPlainText(box, Strings::tr("Reset the key with its manufacturer's app."),
                 Strings::tr("A reset erases everything on the key, for every service you use it "
                             "with. Afterward, register it with each service again as a new key."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace vouch::ui
