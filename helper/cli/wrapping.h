// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::cli {

/// Breaks a text at its spaces into lines of up to `width` characters. All but the first are
/// indented by `indent`, and the first is taken to start there. A word that is longer stays whole.
QString wrappedText(const QString &text, qsizetype indent, qsizetype width);

} // namespace vouch::cli
