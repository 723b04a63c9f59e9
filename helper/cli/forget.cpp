// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/prompter.h"
#include "cli/terminal.h"

#include "core/error.h"
#include "gitconfig/configuration.h"
#include "gitconfig/known_helper.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// What the application stores, one line for each item.
QStringList storedItems() {
    QStringList lines, profiles;
    const OnEvent take = [&](const wire::Block &event, wire::Connection &) {
        const std::string_view what = event.value("what");
        const QString name = text(event, "name");
        if (what == "registration")
            lines.append(Strings::tr("this computer's registration and key at %1").arg(name));
        else if (what == "keys")
            profiles.append(name);
        else if (what == "unknown_keys")
            lines.append(
                Strings::tr("AWS keys in the keychain, which can't be listed: %1").arg(name));
    };
    const auto answer = exchange(wire::connectOrStart(wire::runtimePaths()),
                                 wire::request("forget-list").finish(), take);
    if (const auto failure = wire::failure(answer))
        throw Exit{printError(*failure)};
    if (!profiles.isEmpty())
        lines.append(Strings::tr("the AWS keys of %1, whose secrets you can't get back")
                         .arg(profiles.join(u", "_s)));
    lines.append(Strings::tr("the settings and recent activity"));
    return lines;
}

/// Whether git is set up to use Vouch.
bool gitUsesVouch() {
    try {
        const auto rows = readConfiguration();
        return std::ranges::any_of(rows, [](const ConfigRow &row) {
            const auto key = ConfigKey::of(row.key);
            return key.section == "credential"_L1 && key.variable == "helper"_L1 &&
                   kindOfHelper(row.value) == HelperKind::Vouch;
        });
    } catch (const Error &) {
        return false; // git ignores a configuration it can't read
    }
}

bool isConfirmed() {
    if (!hasTerminal())
        throw Error(Error::Kind::PromptNeeded, Strings::tr("There is no terminal to prompt on."),
                    Strings::tr("To confirm without a prompt, run: vouch forget --yes"));
    const QStringList lines = storedItems();
    print(Strings::tr("This signs you out and removes:"));
    for (const QString &line : lines)
        print(u"* "_s + line);
    return askYesOrNo(Strings::tr("Remove all of it? [y/N] ")).value_or(false);
}

int remove() {
    const auto answer =
        exchange(wire::connectOrStart(wire::runtimePaths()), wire::request("forget").finish());
    const auto failure = wire::failure(answer);
    if (failure) {
        printError(*failure);
        printError(Strings::tr("Removed as much of Vouch's data on this computer as possible."));
    } else {
        print(Strings::tr(
            "Removed everything Vouch stored on this computer. The program and its log remain."));
    }
    if (gitUsesVouch())
        print(Strings::tr(
            "Git is still set up to use Vouch. To undo that, run: vouch setup codecommit --undo"));
    return failure ? Refused : Done;
}

} // namespace

int forget(const QCommandLineParser &line) {
    if (!line.isSet(u"yes"_s) && !isConfirmed())
        throw UserCanceled();
    return remove();
}

} // namespace vouch::cli
