// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QDialogButtonBox;
class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace vouch::ui {

/// A native button at least this high; never the default automatically.
QPushButton *newButton(QWidget *parent, int minHeight);
/// Sets a button's text, and a minimum width that fits it.
void setButtonText(QPushButton *button, const QString &text);
/// A push button that never becomes the default automatically.
QPushButton *pushButton(const QString &text, QWidget *parent);
/// The row that confirms or leaves a window, in the desktop's order.
QDialogButtonBox *answerButtons(QPushButton *confirm, QPushButton *leave);
/// A button without a frame.
QToolButton *newFlatButton(const QString &text, QWidget *parent);

/// Fonts and colors of labels and buttons; call again after the palette or font changes.
void makeSmall(QWidget *widget);
void makeMuted(QWidget *widget);
void makeLink(QWidget *button);
void makeStrong(QWidget *widget, qreal factor = 1);

} // namespace vouch::ui
