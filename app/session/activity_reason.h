// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"

namespace vouch {

struct ActivityEntry;

/// Says why the entry's request was refused, or will fail although it was allowed. `text` says it
/// in a few words, in the current language; if it is empty, the general reason for such errors
/// will do.
void setReason(ActivityEntry &entry, Error::Kind error, const QString &text = {});

/// Why, for the reader: in the words used then or, if those are in another language, the general
/// reason for such errors. Empty if nothing was wrong.
QString reasonText(const ActivityEntry &entry);

} // namespace vouch
