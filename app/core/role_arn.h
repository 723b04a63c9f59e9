// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringView>

namespace vouch {

/// What is the ARN of an IAM role, for the settings and for whoever asks AWS: its partition, its
/// account and its name are captured. IAM's limits: a path of at most 512 characters, a name of at
/// most 64.
inline constexpr QStringView roleArnPattern =
    uR"(\Aarn:(aws|aws-us-gov|aws-cn|aws-eusc):iam::(\d{12}):role/(?:[\x21-\x7E]{1,510}/)?([\w+=,.@-]{1,64})\z)";

} // namespace vouch
