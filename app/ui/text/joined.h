// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace vouch::ui {

/// "Developer · 1234 5678 9012 · nora.winter@example.com", without empty parts.
QString joined(const QStringList &parts);

} // namespace vouch::ui
