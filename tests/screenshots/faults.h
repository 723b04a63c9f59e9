// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

class QMenu;
class QWidget;

/// Where room is scarce, words that the window takes from others may end in "…".
enum class Room { Enough, Scarce };

/// What is wrong with a window on the screen: words that are cut off, elided though they must not
/// be, or lie outside of what they belong to; and keys that stand for two things. A sentence each.
QStringList faultsOf(const QWidget &window, Room room);
/// Keys that stand for two entries.
QStringList faultsOf(const QMenu &menu);
