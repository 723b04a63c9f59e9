// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_parameters.h"
#include "cli/command_table.h"
#include "cli/commands.h"

#include <array>

namespace vouch::cli::rows {

using namespace parameters;

/// The rows about git, this computer and the settings.
inline constexpr std::array settingsCommands{
    Command{"setup"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "set up git, or take settings from your team's file"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Sets up git to use Vouch. With --from, takes settings from a file that your team "
                "gave you: shows what would change and asks first. Such a file can't set "
                "certificate authorities, files, or which programs get AWS credentials."),
            {},
            setupFromOptions,
            usualCodes,
            setupFrom},
    Command{
        "setup codecommit"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "set up git for CodeCommit"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Sets up git to use Vouch, and no other helper, for CodeCommit. Other hosts are not "
            "affected, and changed files are backed up."),
        {},
        setupOptions,
        configCodes,
        setupCodeCommit},
    Command{"doctor"_L1, QT_TRANSLATE_NOOP("vouch::cli", "find problems and show how to fix them"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Checks everything that git needs to work with CodeCommit, and shows how to fix "
                "problems. Changes nothing."),
            doctorArguments, doctorOptions, doctorCodes, doctor},
    Command{"posture"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "show what signing in reports about this computer"),
            QT_TRANSLATE_NOOP("vouch::cli",
                              "Shows the report about this computer that is sent to your "
                              "organization's server at sign-in. In a pipe, prints it byte for "
                              "byte as it is sent. Doesn't sign you in or send anything."),
            {},
            postureOptions,
            usualCodes,
            posture},
    Command{"config"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "view and change settings, roles and rules"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Views and changes Vouch's settings. Of several rules, the first one that matches "
                "wins."),
            {},
            {},
            configCodes,
            nullptr,
            false,
            true},
    Command{"config list"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "list all settings, roles and rules"),
            QT_TRANSLATE_NOOP("vouch::cli",
                              "Lists all settings under the names that config set takes, with the "
                              "values in force, then the AWS roles and the rules."),
            {},
            listOptions,
            configCodes,
            configList},
    Command{"config get"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "print a setting"),
            QT_TRANSLATE_NOOP("vouch::cli", "Prints a setting's value."),
            settingArgument,
            {},
            getCodes,
            configGet,
            true,
            true},
    Command{"config set"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "change a setting"),
            QT_TRANSLATE_NOOP("vouch::cli", "Changes a setting."),
            setArguments,
            {},
            configCodes,
            configSet,
            true,
            true},
    Command{"config unset"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "reset a setting"),
            QT_TRANSLATE_NOOP("vouch::cli", "Resets a setting to its default."),
            settingArgument,
            {},
            getCodes,
            configUnset,
            true,
            true},
    Command{
        "config add-role"_L1, QT_TRANSLATE_NOOP("vouch::cli", "add or replace an AWS role"),
        QT_TRANSLATE_NOOP("vouch::cli", "Adds an AWS role, or replaces the one with that name."),
        addRoleArguments, addRoleOptions, configCodes, configAddRole},
    Command{"config remove-role"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "remove an AWS role"),
            QT_TRANSLATE_NOOP("vouch::cli", "Removes an AWS role."),
            roleArgument,
            {},
            configCodes,
            configRemoveRole,
            true},
    Command{"config add-rule"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "use a role or profile for some repositories"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Uses a role or AWS profile for the repositories that match. Of several rules, the "
                "first one that matches wins."),
            ruleArguments,
            {},
            configCodes,
            configAddRule,
            true},
    Command{"config remove-rule"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "remove a rule"),
            QT_TRANSLATE_NOOP("vouch::cli", "Removes a rule."),
            ruleArguments,
            {},
            configCodes,
            configRemoveRule,
            true},
    Command{"completion"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "print a completion script for your shell"),
            QT_TRANSLATE_NOOP(
                "vouch::cli",
                "Prints a script that lets your shell complete commands, options, roles, "
                "profiles, keys and settings. Packages install it; otherwise:\n\n  bash  "
                "source <(vouch completion bash)         in ~/.bashrc\n  zsh   source <(vouch "
                "completion zsh)          in ~/.zshrc, after compinit\n  fish  vouch "
                "completion fish | source          in ~/.config/fish/config.fish"),
            shellArgument,
            {},
            completionCodes,
            completion},
    Command{
        "forget"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "remove everything Vouch stores on this computer"),
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Signs out and removes what Vouch stores on this computer: its key and registration, "
            "AWS keys, and settings. git's configuration is not changed."),
        {},
        yesOptions,
        usualCodes,
        forget},
};

} // namespace vouch::cli::rows
