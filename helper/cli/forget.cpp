// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
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

/// The failure was complained about.
struct ToldExit {
    int code;
};

/// What the application keeps, a line each.
QStringList kept() {
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
    const auto answer =
        converse(wire::connectOrStart(wire::runtimePaths()), wire::request("forget-list").finish(), take);
    if (const auto failure = wire::failure(answer))
        throw ToldExit{complain(*failure)};
    if (!profiles.isEmpty())
        lines.append(u"the AWS keys of %1; nobody can show you their secrets again"_s.arg(
            profiles.join(u", "_s)));
    lines.append(u"the settings, and what was used lately"_s);
    return lines;
}

/// Whether git asks Vouch here.
bool gitAsksVouch() {
    try {
        const auto rows = readConfiguration();
        return std::ranges::any_of(rows, [](const ConfigRow &row) {
            const auto key = ConfigKey::of(row.key);
            return key.section == "credential"_L1 && key.variable == "helper"_L1 &&
                   kindOfHelper(row.value) == HelperKind::Vouch;
        });
    } catch (const Error &) {
        return false; // what git cannot read it does not follow
    }
}

bool isWanted() {
    if (!hasTerminal())
        throw Error(Error::Kind::PromptNeeded, u"There is no terminal to ask on."_s,
                    u"If you mean it: vouch forget --yes"_s);
    const QStringList lines = kept();
    print(u"You would be signed out, and this would go:"_s);
    for (const QString &line : lines)
        print(u"* "_s + line);
    return askYesOrNo(u"Forget it all? [y/N] "_s).value_or(false);
}

int remove() {
    const auto answer =
        converse(wire::connectOrStart(wire::runtimePaths()), wire::request("forget").finish());
    const auto failure = wire::failure(answer);
    if (failure) {
        complain(*failure);
        complain(u"What this computer kept is removed as far as it could be."_s);
    } else {
        print(u"Nothing of Vouch is left on this computer but the program and its log."_s);
    }
    if (gitAsksVouch())
        print(u"Git still asks Vouch. To take that back: vouch setup codecommit --undo"_s);
    return failure ? Refused : Done;
}

} // namespace

int forget(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Signs out and removes what Vouch keeps on this computer: "
                                     u"its key and registration, AWS keys, and its "
                                     "settings. git's configuration stays as it is."_s);
    const QCommandLineOption yes(u"yes"_s, u"Ask nothing."_s);
    parser.addOption(yes);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch forget"_s} + words);
    if (!parser.positionalArguments().isEmpty())
        parser.showHelp(Usage);
    try {
        if (!parser.isSet(yes) && !isWanted())
            throw GaveUp();
    } catch (const ToldExit &told) {
        return told.code;
    }
    return remove();
}

} // namespace vouch::cli
