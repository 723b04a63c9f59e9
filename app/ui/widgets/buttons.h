// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

namespace vouch::ui {

/// A native button, at least as high and as wide as ours are; never the default by itself.
QPushButton *newButton(QWidget *parent, int minHeight);
/// Gives a button its words and the room for them.
void setButtonText(QPushButton *button, const QString &text);
/// A button without a frame.
QToolButton *newFlatButton(const QString &text, QWidget *parent);

/// Label fonts and colors; to be set again when the palette or the font changed.
void makeSmall(QWidget *widget);
void makeMuted(QWidget *widget);
void makeLink(QWidget *button);
void makeStrong(QWidget *widget, qreal factor = 1);

} // namespace vouch::ui
