// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFont>

namespace vouch::ui {

/// The system's font for code, as large as `beside`.
QFont codeFont(const QFont &beside);

} // namespace vouch::ui
