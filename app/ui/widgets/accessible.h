// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAccessible>

class QWidget;

namespace vouch::ui {

/// Sets the role that screen readers report for a widget we paint ourselves. Its text is the
/// widget's accessibleName and accessibleDescription.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);

/// Has a screen reader read the widget's text now.
void announce(QWidget *widget);

} // namespace vouch::ui
