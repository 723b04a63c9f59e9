// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vouch {

/// How many tasks of ScopedTask haven't ended, including those that were stopped: they end at their
/// next step. A test waits for none before it ends, or their memory would count as leaked. GUI
/// thread.
int tasksUnderWay() noexcept;

} // namespace vouch
