// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/plain_text.h"

#include <QLabel>
#include <QMessageBox>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

QString plainToolTip(const QString &text) {
    if (text.isEmpty())
        return {};
    // The leading tag makes sure that Qt treats the text as HTML, and so decodes the escapes.
    return "<qt>"_L1 + text.toHtmlEscaped().replace(u'\n', "<br>"_L1) + "</qt>"_L1;
}

QLabel *plainLabel(const QString &text, QWidget *parent) {
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    return label;
}

void setPlainText(QMessageBox *box, const QString &text, const QString &more) {
    box->setTextFormat(Qt::PlainText);
    box->setText(text);
    box->setInformativeText(more);
    // The box's text format applies only to its main text.
    for (QLabel *label : box->findChildren<QLabel *>(u"qt_msgbox_informativelabel"_s))
        label->setTextFormat(Qt::PlainText);
}

} // namespace vouch::ui
