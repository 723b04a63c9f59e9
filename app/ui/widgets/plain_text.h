// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QLabel;
class QMessageBox;
class QWidget;

namespace vouch::ui {

/// A tooltip that shows these words as they are. Qt takes what looks like HTML for HTML, and would
/// load the pictures that the name of a directory asks for.
QString plainToolTip(const QString &words);

/// A label that shows its texts as they are, now and later. Any other would take what looks like
/// HTML for HTML.
QLabel *plainLabel(const QString &text, QWidget *parent);

/// What a box says, and what it says below that in smaller letters, as they are.
void setPlainText(QMessageBox *box, const QString &text, const QString &more = {});

} // namespace vouch::ui
