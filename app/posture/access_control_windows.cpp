// SPDX-License-Identifier: Apache-2.0
#include "posture/readers.h"

namespace vouch::posture {

// What corresponds to it, such as App Control, isn't told to programs of a user.
void readAccessControl(const Computer &, Report *) {}

} // namespace vouch::posture
