// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/reset_help.h"

#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace vouch::ui {

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::SignInDialog)
};
} // namespace

void explainReset(QWidget *parent) {
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, Text::tr("How to reset"), {}, QMessageBox::Ok, parent);
    setPlainText(box, Text::tr("Reset it with the program of your key's maker."),
                 Text::tr("A reset erases everything on the key, for every service you use it "
                          "with. Register it with each of them afterwards, as a new one."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace vouch::ui
