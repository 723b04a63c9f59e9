// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

class QWidget;

/// What keeps somebody without a mouse, or without eyes for the screen, from using a window: a
/// control that Tab does not reach or that has no accessible name, and Tab that jumps back against
/// the reading order. A sentence each.
QStringList reachFaultsOf(const QWidget &window);
