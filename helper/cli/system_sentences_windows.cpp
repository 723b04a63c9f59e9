// SPDX-License-Identifier: Apache-2.0
#include "cli/system_sentences.h"

#include <QCoreApplication>

#include <array>

namespace vouch::cli {

std::span<const char *const> systemSentences() {
    static constexpr std::array sentences{
        QT_TRANSLATE_NOOP("vouch::cli",
                          "The pipe %1 belongs to another user. Nothing was sent to it."),
        QT_TRANSLATE_NOOP("vouch::cli", "Can't find your home folder. Set USERPROFILE."),
        QT_TRANSLATE_NOOP("vouch::cli", "Can't find out which user this is: %1."),
        QT_TRANSLATE_NOOP("vouch::cli", "Can't protect what Vouch creates: %1."),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "The folder %1 is accessible to other users. Remove it, or make it yours."),
    };
    return sentences;
}

} // namespace vouch::cli
