// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch::ui {

/// A path as the system writes it, with the home folder abbreviated: "~/work/payments-api".
QString underHome(const QString &path);

} // namespace vouch::ui
