// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSize>
#include <QStringList>
#include <QWidget>

/// The screen that Qt's offscreen platform pretends: one on which every window has room, at a scale
/// of 2 too, or a small one with the desktop's panel on it.

/// Call it before the application is created. `small` is empty for the large screen. `folder`: for
/// the platform's configuration.
void useScreen(const QSize &small, const QString &folder);

/// How a window does not fit its screen, or hides what no scrolling reaches.
QStringList screenFaultsOf(const QWidget &window);
