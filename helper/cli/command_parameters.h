// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_table.h"

#include <array>

/// The arguments, options and exit codes of the commands in the table.
namespace vouch::cli::parameters {

using namespace Qt::Literals::StringLiterals;
using Count = Argument::Count;

inline constexpr CommandOption pinOnTerminal{
    "terminal"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Ask for the PIN on this terminal.")};
inline constexpr CommandOption lastAttempts{
    "last-attempts"_L1,
    {},
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Try a PIN on this terminal even with 3 or fewer attempts left.")};
inline constexpr CommandOption role{
    "role"_L1, "ROLE"_L1, QT_TRANSLATE_NOOP("vouch::cli", "A role, by name or ARN."), Words::Role};
inline constexpr CommandOption profile{
    "profile"_L1, "PROFILE"_L1, QT_TRANSLATE_NOOP("vouch::cli", "An AWS profile."), Words::Profile};
inline constexpr CommandOption duration{
    "duration"_L1, "S"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Lifetime in seconds, 900 to 43200.")};

inline constexpr std::array enrollOptions{
    CommandOption{"server"_L1, "URL"_L1,
                  QT_TRANSLATE_NOOP("vouch::cli",
                                    "The server's address, saved like: vouch config set server")},
    pinOnTerminal};
inline constexpr std::array loginOptions{
    pinOnTerminal,
    lastAttempts,
    CommandOption{"console"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Open the AWS console.")},
    CommandOption{
        "stdout"_L1,
        {},
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "With --console, print the address instead of opening it. It works once, within "
            "a minute.")},
    role,
    profile,
    duration};
inline constexpr CommandOption json{
    "json"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Print JSON. Times are in Unix seconds.")};

inline constexpr std::array statusOptions{
    CommandOption{"short"_L1,
                  {},
                  QT_TRANSLATE_NOOP("vouch::cli",
                                    "Print a few characters for a shell's prompt, such as "
                                    "7h59m; nothing if Vouch isn't running or set up.")},
    CommandOption{"watch"_L1,
                  {},
                  QT_TRANSLATE_NOOP("vouch::cli", "Print the status again when someone signs in or "
                                                  "out and when something expires, until Ctrl-C.")},
    CommandOption{
        "json"_L1,
        {},
        QT_TRANSLATE_NOOP("vouch::cli", "Print one line of JSON. Times are in Unix seconds.")}};
inline constexpr std::array listOptions{json};
inline constexpr std::array keysListOptions{json, pinOnTerminal, lastAttempts};
inline constexpr std::array postureOptions{CommandOption{
    "json"_L1,
    {},
    QT_TRANSLATE_NOOP("vouch::cli",
                      "Print the report exactly as it is sent. This is the default in a pipe.")}};
inline constexpr std::array pinOptions{pinOnTerminal, lastAttempts};
inline constexpr std::array keysAddOptions{
    CommandOption{"name"_L1, "NAME"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Name for the added key.")},
    pinOnTerminal, lastAttempts};
inline constexpr std::array keysRemoveOptions{
    CommandOption{"yes"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Don't ask for confirmation.")},
    pinOnTerminal, lastAttempts};
inline constexpr std::array awsAddOptions{CommandOption{
    "terminal"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Ask for the keys on this terminal.")}};
inline constexpr std::array yesOptions{
    CommandOption{"yes"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Don't ask for confirmation.")}};
inline constexpr std::array awsImportOptions{
    CommandOption{
        "blank"_L1,
        {},
        QT_TRANSLATE_NOOP("vouch::cli", "Remove imported keys from the file without asking.")},
    CommandOption{
        "yes"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Don't ask, and leave the file unchanged.")}};
inline constexpr std::array execOptions{
    role, profile, duration,
    CommandOption{
        "no-session"_L1,
        {},
        QT_TRANSLATE_NOOP("vouch::cli",
                          "Pass a profile's long-lived keys instead of a temporary session.")},
    CommandOption{"region"_L1, "REGION"_L1,
                  QT_TRANSLATE_NOOP("vouch::cli", "The command's AWS region."), Words::Region}};
inline constexpr std::array credentialOptions{role, profile, duration};
inline constexpr std::array setupFromOptions{
    CommandOption{"from"_L1, "FILE_OR_URL"_L1,
                  QT_TRANSLATE_NOOP("vouch::cli", "Your team's file, or its https address.")},
    CommandOption{"yes"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Don't ask for confirmation.")}};
inline constexpr std::array setupOptions{
    CommandOption{"region"_L1, "REGION"_L1,
                  QT_TRANSLATE_NOOP("vouch::cli", "Set up this region's hosts only."),
                  Words::Region},
    CommandOption{
        "profile"_L1, "NAME"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "Role or profile name that git sends for these hosts."),
        Words::RoleOrProfile},
    CommandOption{"dry-run"_L1,
                  {},
                  QT_TRANSLATE_NOOP("vouch::cli", "Show what would change without changing it.")},
    CommandOption{
        "verbose"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Show every line that changes.")},
    CommandOption{"undo"_L1, {}, QT_TRANSLATE_NOOP("vouch::cli", "Undo the setup.")},
    CommandOption{
        "insteadof"_L1,
        {},
        QT_TRANSLATE_NOOP("vouch::cli",
                          "Also rewrite codecommit:// URLs to https, for submodules and IDEs.")},
    CommandOption{
        "clear-up"_L1,
        {},
        QT_TRANSLATE_NOOP(
            "vouch::cli",
            "Also clean up what is found, such as older helpers and old stored passwords.")}};
inline constexpr std::array doctorOptions{CommandOption{
    "json"_L1,
    {},
    QT_TRANSLATE_NOOP(
        "vouch::cli",
        "Print JSON for a bug report. It names servers, roles and repositories, but no "
        "secrets and no people.")}};
inline constexpr std::array addRoleOptions{
    CommandOption{
        "region"_L1, "REGION"_L1,
        QT_TRANSLATE_NOOP("vouch::cli", "Region whose STS is called; usually the repository's."),
        Words::Region},
    CommandOption{
        "via"_L1, "HUB_ARN"_L1,
        QT_TRANSLATE_NOOP("vouch::cli",
                          "ARN of a role to assume first, from which this one is assumed.")},
    CommandOption{
        "duration"_L1, "S"_L1,
        QT_TRANSLATE_NOOP("vouch::cli",
                          "Lifetime of AWS credentials in seconds, 900 to 43200; default 3600.")},
    CommandOption{
        "default"_L1,
        {},
        QT_TRANSLATE_NOOP("vouch::cli", "Use for every repository that no rule matches.")}};

inline constexpr Argument key{
    "KEY"_L1, QT_TRANSLATE_NOOP("vouch::cli", "A key's name, its ID or the beginning of its ID."),
    Count::One, Words::Key};
inline constexpr Argument setting{"NAME"_L1,
                                  QT_TRANSLATE_NOOP("vouch::cli", "A setting; see below."),
                                  Count::One, Words::Setting};
inline constexpr Argument roleName{"NAME"_L1, QT_TRANSLATE_NOOP("vouch::cli", "The role's name."),
                                   Count::One, Words::Role};
inline constexpr std::array renameArguments{
    key, Argument{"NAME"_L1, QT_TRANSLATE_NOOP("vouch::cli", "The key's new name.")}};
inline constexpr std::array keyArgument{key};
inline constexpr std::array shellArgument{Argument{
    "SHELL"_L1, QT_TRANSLATE_NOOP("vouch::cli", "bash, zsh or fish."), Count::One, Words::Shell}};
inline constexpr std::array profileArgument{Argument{
    "PROFILE"_L1, QT_TRANSLATE_NOOP("vouch::cli", "The AWS profile."), Count::One, Words::Profile}};
inline constexpr std::array importArguments{
    Argument{"PROFILE"_L1, QT_TRANSLATE_NOOP("vouch::cli", "Only this AWS profile."),
             Count::Optional, Words::Profile}};
inline constexpr std::array execArguments{Argument{
    "COMMAND"_L1,
    QT_TRANSLATE_NOOP("vouch::cli", "The command and its arguments; your shell if omitted."),
    Count::Any, Words::CommandName}};
inline constexpr std::array doctorArguments{Argument{
    "URL"_L1,
    QT_TRANSLATE_NOOP(
        "vouch::cli",
        "A repository to check with CodeCommit, too; by default the remote of the repository "
        "you are in."),
    Count::Optional}};
inline constexpr std::array settingArgument{setting};
inline constexpr std::array setArguments{
    setting, Argument{"VALUE"_L1, QT_TRANSLATE_NOOP("vouch::cli", "The new value."), Count::One,
                      Words::SettingValue}};
inline constexpr std::array addRoleArguments{
    Argument{"NAME"_L1, QT_TRANSLATE_NOOP("vouch::cli", "A name of your choice.")},
    Argument{"ARN"_L1,
             QT_TRANSLATE_NOOP("vouch::cli", "The role's ARN: arn:aws:iam::ACCOUNT:role/NAME")}};
inline constexpr std::array roleArgument{roleName};
inline constexpr std::array ruleArguments{
    Argument{"REPOSITORY"_L1,
             QT_TRANSLATE_NOOP("vouch::cli",
                               "A name, or a pattern such as infra-* or us-east-1/infra-*."),
             Count::One, Words::RuleGlob},
    Argument{"ROLE_OR_PROFILE"_L1,
             QT_TRANSLATE_NOOP("vouch::cli", "A role's or AWS profile's name."), Count::One,
             Words::RoleOrProfile}};

inline constexpr ExitCodeMeaning done{0, QT_TRANSLATE_NOOP("vouch::cli", "Done.")};
inline constexpr ExitCodeMeaning usage{
    2, QT_TRANSLATE_NOOP("vouch::cli", "The command line is wrong.")};
inline constexpr ExitCodeMeaning notRunning{
    4, QT_TRANSLATE_NOOP("vouch::cli", "Vouch isn't running.")};
inline constexpr std::array usualCodes{
    done, ExitCodeMeaning{1, QT_TRANSLATE_NOOP("vouch::cli", "Refused, failed or signed out.")},
    usage, ExitCodeMeaning{3, QT_TRANSLATE_NOOP("vouch::cli", "Canceled.")}, notRunning};
inline constexpr std::array statusCodes{
    ExitCodeMeaning{
        0, QT_TRANSLATE_NOOP("vouch::cli", "You are signed in, or only AWS profiles are set up.")},
    ExitCodeMeaning{1, QT_TRANSLATE_NOOP("vouch::cli", "You are signed out.")}, usage, notRunning};
inline constexpr std::array doctorCodes{
    ExitCodeMeaning{0, QT_TRANSLATE_NOOP("vouch::cli", "Everything is fine.")},
    ExitCodeMeaning{1, QT_TRANSLATE_NOOP("vouch::cli", "There are warnings.")},
    ExitCodeMeaning{
        2, QT_TRANSLATE_NOOP("vouch::cli", "There are problems, or the command line is wrong.")}};
inline constexpr std::array execCodes{
    ExitCodeMeaning{1, QT_TRANSLATE_NOOP("vouch::cli", "Refused, failed or signed out.")},
    usage,
    ExitCodeMeaning{3, QT_TRANSLATE_NOOP("vouch::cli", "Canceled.")},
    notRunning,
    ExitCodeMeaning{126, QT_TRANSLATE_NOOP("vouch::cli", "The command can't be run.")},
    ExitCodeMeaning{127, QT_TRANSLATE_NOOP("vouch::cli", "The command was not found.")}};
inline constexpr std::array completionCodes{done, usage};
inline constexpr std::array getCodes{
    done, ExitCodeMeaning{1, QT_TRANSLATE_NOOP("vouch::cli", "The setting isn't set.")}, usage};
inline constexpr std::array configCodes{
    done, ExitCodeMeaning{1, QT_TRANSLATE_NOOP("vouch::cli", "Refused or failed.")}, usage};

} // namespace vouch::cli::parameters
