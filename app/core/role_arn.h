// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace vouch {

/// The ARN of an IAM role. Captures its partition, account and name. IAM's limits: 512 characters
/// for the path, 64 for the name.
inline constexpr QStringView roleArnPattern =
    uR"(\Aarn:(aws|aws-us-gov|aws-cn|aws-eusc):iam::(\d{12}):role/(?:[\x21-\x7E]{1,510}/)?([\w+=,.@-]{1,64})\z)";

} // namespace vouch
