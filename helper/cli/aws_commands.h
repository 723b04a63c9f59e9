// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_parameters.h"
#include "cli/command_table.h"
#include "cli/commands.h"

#include <array>

namespace vouch::cli::rows {

using namespace parameters;

/// The rows about AWS profiles, and about credentials for programs.
inline constexpr std::array awsCommands{
    Command{
        "aws"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "list AWS profiles; add, remove and import access keys"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Manages AWS profiles: those in ~/.aws, and those whose keys Vouch stores in your "
            "keychain."),
        {},
        {},
        usualCodes},
    Command{"aws list"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "list your profiles"),
            QT_TRANSLATE_NOOP("vouch::cli", "Lists your AWS profiles."),
            {},
            listOptions,
            usualCodes,
            awsList},
    Command{
        "aws add"_L1, QT_TRANSLATE_NOOP("vouch::cli", "store an IAM user's access keys"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Stores an IAM user's access keys in your keychain. You enter them in a window or on "
            "this terminal."),
        profileArgument, awsAddOptions, usualCodes, awsAdd},
    Command{
        "aws remove"_L1, QT_TRANSLATE_NOOP("vouch::cli", "remove the stored keys"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Removes stored access keys from your keychain. They still work until you delete them "
            "at AWS."),
        profileArgument, yesOptions, usualCodes, awsRemove},
    Command{"aws import"_L1,
            QT_TRANSLATE_NOOP("vouch::cli",
                              "store the keys from the credentials file, then remove them there"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Stores the access keys from AWS's credentials file in your keychain, then removes "
                "them from the file. A backup of the file is saved."),
            importArguments, awsImportOptions, usualCodes, awsImport},
    Command{
        "exec"_L1, QT_TRANSLATE_NOOP("vouch::cli", "run a command with AWS credentials"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Runs a command with AWS credentials in its environment, like aws-vault exec, and "
            "exits with the command's exit code. The command can use them until they expire.\n\n"
            "  vouch exec --profile work -- aws s3 ls"),
        execArguments, execOptions, execCodes, exec, true},
    Command{"credential"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "print AWS credentials for another program"),
            QT_TRANSLATE_NOOP("vouch::cli", "Prints credentials for other programs."),
            {},
            {},
            usualCodes},
    Command{
        "credential aws"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "print AWS credentials as JSON"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Prints AWS credentials as JSON for other programs. In ~/.aws/config:\n\n"
            "  [profile work]\n"
            "  credential_process = vouch credential aws --role Developer\n\n"
            "Without --role or --profile, uses the role or profile set by: vouch config set role"),
        {},
        credentialOptions,
        usualCodes,
        credentialAws},
};

} // namespace vouch::cli::rows
