// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QLabel;
class QMessageBox;
class QWidget;

namespace vouch::ui {

/// A tooltip that shows the text literally. Otherwise Qt renders text that looks like HTML, and
/// would load images named in, for example, a directory's name.
QString plainToolTip(const QString &text);

/// A label that shows its text literally, also after setText(), even if it looks like HTML.
QLabel *plainLabel(const QString &text, QWidget *parent);

/// Sets a message box's text and informative text, both shown literally.
void setPlainText(QMessageBox *box, const QString &text, const QString &more = {});

} // namespace vouch::ui
