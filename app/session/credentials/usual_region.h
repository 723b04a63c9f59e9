// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

struct Settings;

/// The region that a `codecommit://` address without one means, as far as the environment and the
/// settings tell: AWS_REGION, AWS_DEFAULT_REGION, or that of the role which `nameRoute` names.
QString regionFor(const Settings &settings, const QString &address);

} // namespace vouch
