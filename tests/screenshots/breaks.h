// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

/// Numbers, regions and addresses that a line break divides in a window's labels.
QStringList breakFaultsOf(const QWidget &window);
