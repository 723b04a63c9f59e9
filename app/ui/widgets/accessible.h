// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessible>

class QWidget;

namespace vouch::ui {

/// Says to screen readers what a widget is that we paint ourselves. Its words are the widget's
/// accessibleName and accessibleDescription.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);

/// Has a screen reader say the widget's words now.
void announce(QWidget *widget);

} // namespace vouch::ui
