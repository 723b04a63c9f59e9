// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdint>

namespace vouch {

/// Who wants something, for the person's eyes. Read from the kernel by the peer's process id,
/// except for the repository, which is what git asked for. Whom the person asked not to be asked
/// for goes by the program's name, and whom they allowed AWS credentials by `identity`.
struct Requester {
    enum class Purpose : std::uint8_t {
        Git,       ///< a repository is to be read or written; git does not tell which
        SignIn,    ///< the person asked to sign in
        AddKey,    ///< the person adds a key
        RemoveKey, ///< the person removes a key
        Program,   ///< a program wants AWS credentials for itself
        Console,   ///< AWS's console is to be opened
        AddProfile ///< the person stores AWS keys
    };

    Purpose purpose = Purpose::SignIn;
    QString program;    ///< such as `git`, or the editor that started it
    qint64 pid = 0;     ///< of that program
    QString directory;  ///< where it runs
    QString repository; ///< such as `payments-api`
    QString region;
    QString role;            ///< the role or profile it would use
    QString unusedProfile{}; ///< what its AWS_PROFILE names, where that is not used
    /// It is git or `vouch`, in the foreground of its terminal: the person has started it there.
    bool isInForeground = false;
    /// Of a program that wants something for itself: the file whose code it runs, as a full path.
    QString path{};
    /// Tells that file from every other one. Empty where that can't be told: its code is in no
    /// file, or others may write to it.
    QString identity{};

    bool operator==(const Requester &) const = default;
};

} // namespace vouch
