// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

#include <cstdint>

namespace vouch {

/// The program behind a request, as shown to the user. Read from the kernel by the peer's process
/// id, except for the repository, which git names. Snoozed prompts are matched by `program`,
/// permissions for AWS credentials by `identity`.
struct Requester {
    enum class Purpose : std::uint8_t {
        Git,       ///< reading or writing a repository; git doesn't say which
        SignIn,    ///< the user is signing in
        AddKey,    ///< the user is adding a key
        RemoveKey, ///< the user is removing a key
        Program,   ///< a program wants AWS credentials for itself
        Console,   ///< opening the AWS console
        AddProfile ///< the user is storing AWS access keys
    };

    Purpose purpose = Purpose::SignIn;
    QString program;    ///< such as `git`, or the editor that started it
    qint64 pid = 0;     ///< of that program
    QString directory;  ///< its working directory
    QString repository; ///< such as `payments-api`
    QString region;
    QString role;            ///< the role or profile it would use
    QString unusedProfile{}; ///< its AWS_PROFILE, if that isn't used
    /// The user started it in a terminal and waits there: a git or `vouch` command, or a tool that
    /// runs git and lets it write to the terminal.
    bool isInForeground = false;
    /// For a program that wants credentials for itself: the full path of the file with its code.
    QString path{};
    /// Identifies that file. Empty if it can't be identified: the code isn't in a file, or other
    /// users can write to it.
    QString identity{};
    /// For a `vouch exec` in a shell: the command line that gets the credentials, such as `aws s3
    /// ls`. Then `program` is the command's, and `identity` is of the shell it was typed into, so
    /// that the permission is for all commands typed there.
    QString command{};
    /// The program of the terminal that the user typed it into, such as `GNOME Terminal`; may be
    /// empty.
    QString terminal{};

    bool operator==(const Requester &) const = default;
};

/// Whether the user is waiting for one of them, so that a window may take the focus.
bool isAwaited(const QList<Requester> &requesters);

} // namespace vouch
