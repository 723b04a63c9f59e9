// SPDX-License-Identifier: Apache-2.0
#include "cli/command_table.h"

#include "cli/command_parameters.h"
#include "cli/commands.h"

#include <QStringView>

#include <algorithm>
#include <array>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

using namespace parameters;

constexpr std::array table{
    Command{"enroll"_L1,
            "enroll this computer at your Vouch server"_L1,
            "Enrolls this computer at your organization's Vouch server. You sign in there once, in "
            "a browser."_L1,
            {},
            enrollOptions,
            usualCodes,
            enroll},
    Command{"login"_L1,
            "sign in with your security key, or open the AWS console"_L1,
            "Signs you in with your security key, in Vouch's window or on this terminal. With "
            "--console, opens the AWS console in your browser with a role or an AWS profile."_L1,
            {},
            loginOptions,
            usualCodes,
            login},
    Command{"logout"_L1,
            "sign out"_L1,
            "Signs you out: removes the session and all credentials that came from it."_L1,
            {},
            {},
            usualCodes,
            logout},
    Command{"status"_L1,
            "show who is signed in, and until when"_L1,
            "Shows who is signed in and until when."_L1,
            {},
            statusOptions,
            statusCodes,
            status},
    Command{"keys"_L1,
            "list, add, rename and remove security keys, or change a PIN"_L1,
            "Manages the security keys that you can sign in with."_L1,
            {},
            {},
            usualCodes},
    Command{"keys list"_L1,
            "list your keys"_L1,
            "Lists the security keys that you can sign in with."_L1,
            {},
            pinOptions,
            usualCodes,
            keysList},
    Command{"keys add"_L1,
            "register another key"_L1,
            "Registers another security key: insert it, enter its PIN, touch it."_L1,
            {},
            keysAddOptions,
            usualCodes,
            keysAdd},
    Command{"keys rename"_L1, "rename a key"_L1, "Renames a security key."_L1, renameArguments,
            pinOptions, usualCodes, keysRename},
    Command{"keys remove"_L1, "remove a key and end the sessions started with it"_L1,
            "Removes a security key and ends the sessions started with it."_L1, keyArgument,
            keysRemoveOptions, usualCodes, keysRemove},
    Command{"keys change-pin"_L1,
            "change the inserted key's PIN, or set its first one"_L1,
            "Changes the inserted key's PIN, or sets its first one, on this terminal."_L1,
            {},
            pinOptions,
            usualCodes,
            keysChangePin},
    Command{"aws"_L1,
            "list AWS profiles; add, remove and import access keys"_L1,
            "Manages AWS profiles: those in ~/.aws, and those whose keys Vouch stores in your "
            "keychain."_L1,
            {},
            {},
            usualCodes},
    Command{"aws list"_L1,
            "list your profiles"_L1,
            "Lists your AWS profiles."_L1,
            {},
            {},
            usualCodes,
            awsList},
    Command{"aws add"_L1, "store an IAM user's access keys"_L1,
            "Stores an IAM user's access keys in your keychain. You enter them in a window or on "
            "this terminal."_L1,
            profileArgument, awsAddOptions, usualCodes, awsAdd},
    Command{"aws remove"_L1, "remove the stored keys"_L1,
            "Removes stored access keys from your keychain. They still work until you delete them "
            "at AWS."_L1,
            profileArgument, yesOptions, usualCodes, awsRemove},
    Command{"aws import"_L1, "store the keys from the credentials file, then remove them there"_L1,
            "Stores the access keys from AWS's credentials file in your keychain, then removes "
            "them from the file. A backup of the file is saved."_L1,
            importArguments, awsImportOptions, usualCodes, awsImport},
    Command{"exec"_L1, "run a command with AWS credentials"_L1,
            "Runs a command with AWS credentials in its environment, like aws-vault exec, and "
            "exits with the command's exit code. The command can use them until they expire.\n\n"
            "  vouch exec --profile work -- aws s3 ls"_L1,
            execArguments, execOptions, execCodes, exec, true},
    Command{"credential"_L1,
            "print AWS credentials for another program"_L1,
            "Prints credentials for other programs."_L1,
            {},
            {},
            usualCodes},
    Command{
        "credential aws"_L1,
        "print AWS credentials as JSON"_L1,
        "Prints AWS credentials as JSON for other programs. In ~/.aws/config:\n\n"
        "  [profile work]\n"
        "  credential_process = vouch credential aws --role Developer\n\n"
        "Without --role or --profile, uses the role or profile set by: vouch config set role"_L1,
        {},
        credentialOptions,
        usualCodes,
        credentialAws},
    Command{"setup"_L1,
            "set up git to use Vouch for CodeCommit"_L1,
            "Sets up git to use Vouch."_L1,
            {},
            {},
            usualCodes},
    Command{"setup codecommit"_L1,
            "set up git for CodeCommit"_L1,
            "Sets up git to use Vouch, and no other helper, for CodeCommit. Other hosts are not "
            "affected, and changed files are backed up."_L1,
            {},
            setupOptions,
            configCodes,
            setupCodeCommit},
    Command{"doctor"_L1, "find problems and show how to fix them"_L1,
            "Checks everything that git needs to work with CodeCommit, and shows how to fix "
            "problems. Changes nothing."_L1,
            doctorArguments, doctorOptions, doctorCodes, doctor},
    Command{"posture"_L1,
            "show what signing in reports about this computer"_L1,
            "Prints the report about this computer, byte for byte as it is sent to your "
            "organization's server at sign-in. Doesn't sign you in or send anything."_L1,
            {},
            {},
            usualCodes,
            posture},
    Command{"config"_L1,
            "view and change settings, roles and rules"_L1,
            "Views and changes Vouch's settings. Of several rules, the first one that matches "
            "wins."_L1,
            {},
            {},
            configCodes,
            nullptr,
            false,
            true},
    Command{"config list"_L1,
            "list all settings, roles and rules"_L1,
            "Lists everything in the settings file."_L1,
            {},
            {},
            configCodes,
            configList},
    Command{"config get"_L1,
            "print a setting"_L1,
            "Prints a setting's value."_L1,
            settingArgument,
            {},
            getCodes,
            configGet,
            true,
            true},
    Command{"config set"_L1,
            "change a setting"_L1,
            "Changes a setting."_L1,
            setArguments,
            {},
            configCodes,
            configSet,
            true,
            true},
    Command{"config unset"_L1,
            "reset a setting"_L1,
            "Resets a setting to its default."_L1,
            settingArgument,
            {},
            getCodes,
            configUnset,
            true,
            true},
    Command{"config add-role"_L1, "add or replace an AWS role"_L1,
            "Adds an AWS role, or replaces the one with that name."_L1, addRoleArguments,
            addRoleOptions, configCodes, configAddRole},
    Command{"config remove-role"_L1,
            "remove an AWS role"_L1,
            "Removes an AWS role."_L1,
            roleArgument,
            {},
            configCodes,
            configRemoveRole,
            true},
    Command{"config add-rule"_L1,
            "use a role or profile for some repositories"_L1,
            "Uses a role or AWS profile for the repositories that match. Of several rules, the "
            "first one that matches wins."_L1,
            ruleArguments,
            {},
            configCodes,
            configAddRule,
            true},
    Command{"config remove-rule"_L1,
            "remove a rule"_L1,
            "Removes a rule."_L1,
            ruleArguments,
            {},
            configCodes,
            configRemoveRule,
            true},
    Command{"forget"_L1,
            "remove everything Vouch stores on this computer"_L1,
            "Signs out and removes what Vouch stores on this computer: its key and registration, "
            "AWS keys, and settings. git's configuration is not changed."_L1,
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

QLatin1StringView lastWord(const Command &command) {
    return command.name.sliced(command.name.lastIndexOf(u' ') + 1);
}

} // namespace vouch::cli
