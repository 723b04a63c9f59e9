// SPDX-License-Identifier: Apache-2.0
#include "cli/system_sentences.h"

#include <QCoreApplication>

#include <array>

namespace vouch::cli {

std::span<const char *const> systemSentences() {
    static constexpr std::array sentences{
        QT_TRANSLATE_NOOP("vouch::cli",
                          "Vouch doesn't work under sudo. Run git as yourself, without sudo."),
        QT_TRANSLATE_NOOP("vouch::cli", "Can't open a socket: %1."),
        QT_TRANSLATE_NOOP("vouch::cli",
                          "The socket %1 belongs to another user. Nothing was sent to it."),
        QT_TRANSLATE_NOOP("vouch::cli", "Can't watch %1: %2."),
        QT_TRANSLATE_NOOP("vouch::cli",
                          "Can't find your home folder. Set HOME or XDG_RUNTIME_DIR."),
        QT_TRANSLATE_NOOP("vouch::cli", "Can't find your home folder. Set HOME."),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "XDG_RUNTIME_DIR is %1, which belongs to another user. Run: unset XDG_RUNTIME_DIR"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "The path %1 is too long for a socket. Set XDG_RUNTIME_DIR to a shorter one."),
        QT_TRANSLATE_NOOP("vouch::cli", "The path %1 is too long for a socket."),
        QT_TRANSLATE_NOOP("vouch::cli", "The folder %1 is accessible to other users. Remove it, or "
                                        "make it yours with mode 700."),
    };
    return sentences;
}

} // namespace vouch::cli
