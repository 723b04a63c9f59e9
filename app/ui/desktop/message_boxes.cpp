// SPDX-License-Identifier: Apache-2.0
#include "ui/desktop/message_boxes.h"

#include "core/error.h"
#include "ui/widgets/plain_text.h"

#include <QApplication>
#include <QMessageBox>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Desktop)
};

} // namespace

QMessageBox *newMessageBox(QWidget *parent, const QString &text, const QString &more) {
    auto *box = new QMessageBox(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(Strings::tr("Vouch"));
    setPlainText(box, text, more);
    return box;
}

void showErrorDetails(QWidget *parent, const Error &error) {
    QMessageBox *box = newMessageBox(parent, error.message(), error.hint());
    if (!error.detail().isEmpty())
        box->setDetailedText(error.detail());
    box->open();
}

void showAbout(QWidget *parent) {
    QMessageBox *box =
        newMessageBox(parent, Strings::tr("Vouch %1").arg(QApplication::applicationVersion()),
                      Strings::tr("git and AWS CodeCommit with one touch of a security key.\n"
                                  "Licensed under the Apache License 2.0."));
    box->setIconPixmap(QApplication::windowIcon().pixmap(64));
    box->open();
}

} // namespace vouch::ui
