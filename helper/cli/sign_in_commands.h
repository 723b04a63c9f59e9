// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_parameters.h"
#include "cli/command_table.h"
#include "cli/commands.h"

#include <array>

namespace vouch::cli::rows {

using namespace parameters;

/// The rows about signing in, and about security keys.
inline constexpr std::array signInCommands{
    Command{
        "enroll"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "enroll this computer at your Vouch server"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Enrolls this computer at your organization's Vouch server. You sign in there once, in "
            "a browser."),
        {},
        enrollOptions,
        usualCodes,
        enroll},
    Command{
        "login"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "sign in with your security key, or open the AWS console"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Signs you in with your security key, in Vouch's window or on this terminal. With "
            "--console, opens the AWS console in your browser with a role or an AWS profile."),
        {},
        loginOptions,
        usualCodes,
        login},
    Command{"logout"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "sign out"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Signs you out: removes the session and all credentials that came from it."),
            {},
            {},
            usualCodes,
            logout},
    Command{"quit"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "sign out and quit Vouch"),
            QT_TRANSLATE_NOOP("vouch::cli",
                              "Signs you out, quits Vouch, and waits until it has exited. Vouch "
                              "starts again when git needs it or when you open it."),
            {},
            {},
            usualCodes,
            quit},
    Command{"status"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "show who is signed in, and until when"),
            QT_TRANSLATE_NOOP("vouch::cli", "Shows who is signed in and until when."),
            {},
            statusOptions,
            statusCodes,
            status},
    Command{"keys"_L1,
            QT_TRANSLATE_NOOP("vouch::cli",
                              "list, add, rename and remove security keys, or change a PIN"),
            QT_TRANSLATE_NOOP("vouch::cli", "Manages the security keys that you can sign in with."),
            {},
            {},
            usualCodes},
    Command{"keys list"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "list your keys"),
            QT_TRANSLATE_NOOP("vouch::cli", "Lists the security keys that you can sign in with."),
            {},
            keysListOptions,
            usualCodes,
            keysList},
    Command{
        "keys add"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "register another key"),
        QT_TRANSLATE_NOOP("vouch::cli",
                          "Registers another security key: insert it, enter its PIN, touch it."),
        {},
        keysAddOptions,
        usualCodes,
        keysAdd},
    Command{"keys rename"_L1, QT_TRANSLATE_NOOP("vouch::cli", "rename a key"),
            QT_TRANSLATE_NOOP("vouch::cli", "Renames a security key."), renameArguments, pinOptions,
            usualCodes, keysRename},
    Command{"keys remove"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "remove a key and end the sessions started with it"),
            QT_TRANSLATE_NOOP("vouch::cli",
                              "Removes a security key and ends the sessions started with it."),
            keyArgument, keysRemoveOptions, usualCodes, keysRemove},
    Command{"keys change-pin"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "change the inserted key's PIN, or set its first one"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Changes the inserted key's PIN, or sets its first one, on this terminal."),
            {},
            pinOptions,
            usualCodes,
            keysChangePin},
};

} // namespace vouch::cli::rows
