// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <cstdint>

namespace vouch {

/// Who wants something, for the person's eyes. Read from the kernel by the peer's process id,
/// except for the repository, which is what git asked for. No decision rests on it.
struct Requester {
    enum class Purpose : std::uint8_t {
        Git,      ///< a repository is to be read or written; git does not tell which
        SignIn,   ///< the person asked to sign in
        AddKey,   ///< the person adds a key
        RemoveKey ///< the person removes a key
    };

    Purpose purpose = Purpose::SignIn;
    QString program;    ///< such as `git`, or the editor that started it
    qint64 pid = 0;     ///< of that program
    QString directory;  ///< where it runs
    QString repository; ///< such as `payments-api`
    QString region;
    QString role; ///< the role it would use

    bool operator==(const Requester &) const = default;
};

} // namespace vouch
