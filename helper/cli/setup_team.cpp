// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/commands.h"
#include "cli/next_step.h"
#include "cli/paint.h"
#include "cli/prompter.h"
#include "cli/table.h"
#include "cli/terminal.h"

#include "core/displayed.h"
#include "core/error.h"
#include "gitconfig/config_text.h"
#include "settings/settings_file.h"
#include "settings/team_file.h"
#include "wire/start.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::cli)
};

/// The application fetches it: only there are connections made, with their limits.
TeamFile fetched(const QString &address) {
    const QByteArray url = TeamFile::parseAddress(address).toEncoded();
    const auto answer = exchange(wire::connectOrStart(wire::runtimePaths()),
                                 wire::request("team-file").add("url", url.toStdString()).finish());
    if (const auto failure = wire::failure(answer))
        throw Exit{printError(*failure)};
    const std::string_view content = answer.value("content");
    return TeamFile::parse(QByteArray::fromBase64({content.data(), qsizetype(content.size())}),
                           QString::fromLatin1(url));
}

void showDifferences(const QList<TeamFile::Difference> &differences, const QString &source) {
    QList<QStringList> rows;
    for (const auto &[name, before, after] : differences) {
        const QString value = after.isEmpty() ? u"-"_s : after;
        rows.append(
            {name, before.isEmpty() ? value : Strings::tr("%1, instead of %2").arg(value, before)});
    }
    print(Strings::tr("%1 sets:").arg(displayed(source)));
    for (const QString &row : table(rows))
        printPainted({{u"  "_s + row}});
}

bool settingsConfirmed() {
    if (!hasTerminal())
        throw Error(Error::Kind::PromptNeeded, Strings::tr("There is no terminal to prompt on."),
                    Strings::tr("To use these settings without a prompt, add --yes."));
    return askYesOrNo(Strings::tr("Use these settings? [y/N] ")).value_or(false);
}

} // namespace

int setupFrom(const QCommandLineParser &line) {
    if (!line.isSet(u"from"_s))
        throw UsageError{Strings::tr("Say what to set up: codecommit, or --from FILE.")};
    const QString source = line.value(u"from"_s);
    const TeamFile team = source.contains("://"_L1) ? fetched(source) : TeamFile::read(source);
    SettingsFile file;
    file.requireTakes(team);
    const auto differences = team.differences(file.read());
    if (differences.isEmpty()) {
        print(Strings::tr("Your settings already match this file. Nothing to change."));
        return Done;
    }
    showDifferences(differences, source);
    if (!line.isSet(u"yes"_s) && !settingsConfirmed())
        throw UserCanceled();
    file.take(team);
    print(Strings::tr("Saved to %1.").arg(shownPath(file.path())));
    if (!gitIsSetUp())
        print(Strings::tr("Next, set up git to use Vouch: vouch setup codecommit"));
    return Done;
}

} // namespace vouch::cli
