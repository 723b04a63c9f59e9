// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch::cli {

/// Makes the command speak the language of the environment: LANGUAGE, LC_ALL, LC_MESSAGES, LANG, as
/// other commands do. English with LC_ALL=C, and for languages without a translation.
void followLocale();

} // namespace vouch::cli
