// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QEvent;
class QFormLayout;
class QLabel;
class QLineEdit;
class QWidget;

namespace vouch::ui {

/// A layout of labeled fields below each other.
QFormLayout *settingsForm();
/// A section heading on a page.
QLabel *sectionLabel(const QString &text, QWidget *parent);
/// Sets what the field shows while it is empty, and a minimum width that fits it.
void setHint(QLineEdit *field, const QString &hint);

/// Grows a window when its content needs more height, up to the screen's. Call it from event().
void growToFit(QWidget *window, const QEvent *event);

} // namespace vouch::ui
