// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {
class Error;
}

namespace vouch::ui {

/// A hint as a window says it: empty if it is a command for a terminal, where the window has a
/// button instead.
QString windowHint(const QString &hint);
/// An error's message and its windowHint() in one paragraph.
QString windowText(const Error &error);

} // namespace vouch::ui
