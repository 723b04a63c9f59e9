// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include "gitconfig/codecommit_setup.h"
#include "gitconfig/global_file.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

int setup(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        u"Makes git ask Vouch about CodeCommit, and nobody else. Other hosts stay as they are."_s);
    parser.addPositionalArgument(u"codecommit"_s, u"What git is set up for."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch setup"_s} + words);
    if (parser.positionalArguments() != QStringList{u"codecommit"_s})
        parser.showHelp(Usage);

    const QString path = globalGitConfig();
    const CodeCommitSetup setup(GitFile(path),
                                CodeCommitSetup::helperFor(QCoreApplication::applicationDirPath()));
    if (setup.isDone()) {
        print(u"Git is set up. Nothing to change."_s);
        return Done;
    }
    setup.apply();
    print(u"Git asks Vouch about CodeCommit now. Changed: %1"_s.arg(path));
    return Done;
}

} // namespace vouch::cli
