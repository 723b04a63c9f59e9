// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::ui {

/// A path as people write it: "~/work/payments-api".
QString underHome(const QString &path);

} // namespace vouch::ui
