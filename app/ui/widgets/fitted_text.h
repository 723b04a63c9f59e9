// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>
#include <QSize>
#include <QString>

namespace vouch::ui {

/// The height of text that is wrapped at a width.
int wrappedHeight(const QString &text, const QFont &font, int width);

/// The text, elided if it doesn't fit into the room when it is wrapped: names and messages of
/// others can have any length.
QString fitted(const QString &text, const QFont &font, const QSize &room);

} // namespace vouch::ui
