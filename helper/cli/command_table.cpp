// SPDX-License-Identifier: Apache-2.0
#include "cli/command_table.h"

#include "cli/command_parameters.h"
#include "cli/commands.h"

#include <QCoreApplication>
#include <QStringView>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

using namespace parameters;

constexpr std::array table{
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
    Command{"setup"_L1,
            QT_TRANSLATE_NOOP("vouch::cli", "set up git to use Vouch for CodeCommit"),
            QT_TRANSLATE_NOOP("vouch::cli", "Sets up git to use Vouch."),
            {},
            {},
            usualCodes},
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
            QT_TRANSLATE_NOOP("vouch::cli",
                              "print a script with which your shell completes vouch's words"),
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

/// Whether a row is one level below `parent`; the commands themselves are below the empty name.
bool isBelow(const Command &row, QStringView parent) {
    const qsizetype space = row.name.lastIndexOf(u' ');
    return row.name.first(std::max<qsizetype>(space, 0)) == parent;
}

} // namespace

std::span<const Command> commands() {
    return table;
}

const Command *findCommand(QStringView name) {
    const auto found =
        std::ranges::find_if(table, [name](const Command &row) { return row.name == name; });
    return found == table.end() ? nullptr : &*found;
}

QList<const Command *> subcommands(const Command *command) {
    const QString parent = command == nullptr ? QString() : QString(command->name);
    QList<const Command *> below;
    for (const Command &row : table)
        if (isBelow(row, parent))
            below.append(&row);
    return below;
}

QString translated(const char *text) {
    return QCoreApplication::translate("vouch::cli", text);
}

QLatin1StringView lastWord(const Command &command) {
    return command.name.sliced(command.name.lastIndexOf(u' ') + 1);
}

} // namespace vouch::cli
