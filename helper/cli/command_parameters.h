// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/command_table.h"

#include <array>

/// The arguments, options and exit codes of the commands in the table.
namespace vouch::cli::parameters {

using namespace Qt::Literals::StringLiterals;
using Count = Argument::Count;

inline constexpr CommandOption pinOnTerminal{
    "terminal"_L1, {}, "Ask for the PIN on this terminal."_L1};
inline constexpr CommandOption lastAttempts{
    "last-attempts"_L1, {}, "Try a PIN on this terminal even with 3 or fewer attempts left."_L1};
inline constexpr CommandOption role{"role"_L1, "ROLE"_L1, "A role, by name or ARN."_L1};
inline constexpr CommandOption profile{"profile"_L1, "PROFILE"_L1, "An AWS profile."_L1};
inline constexpr CommandOption duration{"duration"_L1, "S"_L1,
                                        "Lifetime in seconds, 900 to 43200."_L1};

inline constexpr std::array enrollOptions{
    CommandOption{"server"_L1, "URL"_L1,
                  "The server's address, saved like: vouch config set server"_L1},
    pinOnTerminal};
inline constexpr std::array loginOptions{
    pinOnTerminal,
    lastAttempts,
    CommandOption{"console"_L1, {}, "Open the AWS console."_L1},
    CommandOption{"stdout"_L1,
                  {},
                  "With --console, print the address instead of opening it. It works once, within "
                  "a minute."_L1},
    role,
    profile,
    duration};
inline constexpr std::array statusOptions{
    CommandOption{"json"_L1, {}, "Print one line of JSON. Times are in Unix seconds."_L1}};
inline constexpr std::array pinOptions{pinOnTerminal, lastAttempts};
inline constexpr std::array keysAddOptions{
    CommandOption{"name"_L1, "NAME"_L1, "Name for the added key."_L1}, pinOnTerminal, lastAttempts};
inline constexpr std::array keysRemoveOptions{
    CommandOption{"yes"_L1, {}, "Don't ask for confirmation."_L1}, pinOnTerminal, lastAttempts};
inline constexpr std::array awsAddOptions{
    CommandOption{"terminal"_L1, {}, "Ask for the keys on this terminal."_L1}};
inline constexpr std::array yesOptions{
    CommandOption{"yes"_L1, {}, "Don't ask for confirmation."_L1}};
inline constexpr std::array awsImportOptions{
    CommandOption{"blank"_L1, {}, "Remove imported keys from the file without asking."_L1},
    CommandOption{"yes"_L1, {}, "Don't ask, and leave the file unchanged."_L1}};
inline constexpr std::array execOptions{
    role, profile, duration,
    CommandOption{
        "no-session"_L1, {}, "Pass a profile's long-lived keys instead of a temporary session."_L1},
    CommandOption{"region"_L1, "REGION"_L1, "The command's AWS region."_L1}};
inline constexpr std::array credentialOptions{role, profile, duration};
inline constexpr std::array setupOptions{
    CommandOption{"region"_L1, "REGION"_L1, "Set up this region's hosts only."_L1},
    CommandOption{"profile"_L1, "NAME"_L1,
                  "Role or profile name that git sends for these hosts."_L1},
    CommandOption{"dry-run"_L1, {}, "Show what would change without changing it."_L1},
    CommandOption{"undo"_L1, {}, "Undo the setup."_L1},
    CommandOption{"insteadof"_L1,
                  {},
                  "Also rewrite codecommit:// URLs to https, for submodules and IDEs."_L1},
    CommandOption{
        "clear-up"_L1,
        {},
        "Also clean up what is found, such as older helpers and old stored passwords."_L1}};
inline constexpr std::array doctorOptions{
    CommandOption{"json"_L1,
                  {},
                  "Print JSON for a bug report. It names servers, roles and repositories, but no "
                  "secrets and no people."_L1}};
inline constexpr std::array addRoleOptions{
    CommandOption{"region"_L1, "REGION"_L1,
                  "Region whose STS is called; usually the repository's."_L1},
    CommandOption{"via"_L1, "HUB_ARN"_L1,
                  "ARN of a role to assume first, from which this one is assumed."_L1},
    CommandOption{"duration"_L1, "S"_L1,
                  "Lifetime of AWS credentials in seconds, 900 to 43200; default 3600."_L1},
    CommandOption{"default"_L1, {}, "Use for every repository that no rule matches."_L1}};

inline constexpr Argument key{"KEY"_L1, "A key's name, its ID or the beginning of its ID."_L1};
inline constexpr Argument setting{"NAME"_L1, "A setting; see below."_L1};
inline constexpr Argument roleName{"NAME"_L1, "The role's name."_L1};
inline constexpr std::array renameArguments{key, Argument{"NAME"_L1, "The key's new name."_L1}};
inline constexpr std::array keyArgument{key};
inline constexpr std::array profileArgument{Argument{"PROFILE"_L1, "The AWS profile."_L1}};
inline constexpr std::array importArguments{
    Argument{"PROFILE"_L1, "Only this AWS profile."_L1, Count::Optional}};
inline constexpr std::array execArguments{
    Argument{"COMMAND"_L1, "The command and its arguments; your shell if omitted."_L1, Count::Any}};
inline constexpr std::array doctorArguments{
    Argument{"URL"_L1,
             "A repository to check with CodeCommit, too; by default the remote of the repository "
             "you are in."_L1,
             Count::Optional}};
inline constexpr std::array settingArgument{setting};
inline constexpr std::array setArguments{setting, Argument{"VALUE"_L1, "The new value."_L1}};
inline constexpr std::array addRoleArguments{
    Argument{"NAME"_L1, "A name of your choice."_L1},
    Argument{"ARN"_L1, "The role's ARN: arn:aws:iam::ACCOUNT:role/NAME"_L1}};
inline constexpr std::array roleArgument{roleName};
inline constexpr std::array ruleArguments{
    Argument{"REPOSITORY"_L1, "A name, or a pattern such as infra-* or us-east-1/infra-*."_L1},
    Argument{"ROLE_OR_PROFILE"_L1, "A role's or AWS profile's name."_L1}};

inline constexpr ExitCodeMeaning done{0, "Done."_L1};
inline constexpr ExitCodeMeaning usage{2, "The command line is wrong."_L1};
inline constexpr ExitCodeMeaning notRunning{4, "Vouch isn't running."_L1};
inline constexpr std::array usualCodes{done,
                                       ExitCodeMeaning{1, "Refused, failed or signed out."_L1},
                                       usage, ExitCodeMeaning{3, "Canceled."_L1}, notRunning};
inline constexpr std::array statusCodes{
    ExitCodeMeaning{0, "You are signed in, or only AWS profiles are set up."_L1},
    ExitCodeMeaning{1, "You are signed out."_L1}, usage, notRunning};
inline constexpr std::array doctorCodes{
    ExitCodeMeaning{0, "Everything is fine."_L1}, ExitCodeMeaning{1, "There are warnings."_L1},
    ExitCodeMeaning{2, "There are problems, or the command line is wrong."_L1}};
inline constexpr std::array execCodes{ExitCodeMeaning{1, "Refused, failed or signed out."_L1},
                                      usage,
                                      ExitCodeMeaning{3, "Canceled."_L1},
                                      notRunning,
                                      ExitCodeMeaning{126, "The command can't be run."_L1},
                                      ExitCodeMeaning{127, "The command was not found."_L1}};
inline constexpr std::array getCodes{done, ExitCodeMeaning{1, "The setting isn't set."_L1}, usage};
inline constexpr std::array configCodes{done, ExitCodeMeaning{1, "Refused or failed."_L1}, usage};

} // namespace vouch::cli::parameters
