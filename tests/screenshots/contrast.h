// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

class QImage;
class QWidget;

/// What somebody with weak eyes can't see in a picture of a window, measured on its pixels: text
/// below 4.5:1 and the frames and marks of controls below 3:1 against what is around them
/// (WCAG 2.1, 1.4.3 and 1.4.11). What is disabled may be fainter. A sentence each.
QStringList contrastFaultsOf(const QWidget &window, const QImage &picture);
