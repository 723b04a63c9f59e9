// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What the pages of a prompt have in common, in device-independent pixels.
namespace vouch::ui {

constexpr int promptMargin = 24;
constexpr int minPromptWidth = 440;
constexpr int maxPromptWidth = 560;
constexpr int promptMarkSize = 16;
constexpr int promptTextLines = 2; ///< that the text below the title has room for

} // namespace vouch::ui
