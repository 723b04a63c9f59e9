// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

struct Settings;

/// The region for a `codecommit://` address that has none: AWS_REGION, AWS_DEFAULT_REGION, or that
/// of the role for the address (nameRoute()). Empty if none of them is set.
QString regionFor(const Settings &settings, const QString &address);

} // namespace vouch
