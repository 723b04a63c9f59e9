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

#include <algorithm>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

/// What the application stores, one line for each item.
QStringList storedItems() {
    QStringList lines, profiles;
    const OnEvent take = [&](const wire::Block &event, wire::Connection &) {
        const std::string_view what = event.value("what");
        const QString name = text(event, "name");
        if (what == "registration")
            lines.append(u"this computer's registration and key at %1"_s.arg(name));
        else if (what == "keys")
            profiles.append(name);
        else if (what == "unknown_keys")
            lines.append(u"AWS keys in the keychain, which can't be listed: %1"_s.arg(name));
    };
    const auto answer = exchange(wire::connectOrStart(wire::runtimePaths()),
                                 wire::request("forget-list").finish(), take);
    if (const auto failure = wire::failure(answer))
        throw Exit{printError(*failure)};
    if (!profiles.isEmpty())
        lines.append(
            u"the AWS keys of %1, whose secrets you can't get back"_s.arg(profiles.join(u", "_s)));
    lines.append(u"the settings and recent activity"_s);
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
        throw Error(Error::Kind::PromptNeeded, u"There is no terminal to prompt on."_s,
                    u"To confirm without a prompt, run: vouch forget --yes"_s);
    const QStringList lines = storedItems();
    print(u"This signs you out and removes:"_s);
    for (const QString &line : lines)
        print(u"* "_s + line);
    return askYesOrNo(u"Remove all of it? [y/N] "_s).value_or(false);
}

int remove() {
    const auto answer =
        exchange(wire::connectOrStart(wire::runtimePaths()), wire::request("forget").finish());
    const auto failure = wire::failure(answer);
    if (failure) {
        printError(*failure);
        printError(u"Removed as much of Vouch's data on this computer as possible."_s);
    } else {
        print(
            u"Removed everything Vouch stored on this computer. The program and its log remain."_s);
    }
    if (gitUsesVouch())
        print(
            u"Git is still set up to use Vouch. To undo that, run: vouch setup codecommit --undo"_s);
    return failure ? Refused : Done;
}

} // namespace

int forget(const QCommandLineParser &line) {
    if (!line.isSet(u"yes"_s) && !isConfirmed())
        throw UserCanceled();
    return remove();
}

} // namespace vouch::cli
