// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.h"

namespace vouch {

struct ActivityEntry;

/// Says why the entry's request was refused, or will fail although it was allowed. `text` says it
/// in a few words, in the language spoken now; if it is empty, what is true of all such errors is
/// enough.
void setReason(ActivityEntry &entry, Error::Kind error, const QString &text = {});

/// Why, for the reader: as it was said then, or what is true of all such errors if that was said in
/// another language. Empty if nothing was wrong.
QString reasonText(const ActivityEntry &entry);

} // namespace vouch
