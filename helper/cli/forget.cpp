// SPDX-License-Identifier: Apache-2.0
#include "cli/command.h"

#include "settings/settings_file.h"
#include "wire/start.h"

#include <QCommandLineParser>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

int forget(const QStringList &words) {
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Signs out and removes what Vouch keeps on this computer: "
                                     u"its key and registration, AWS keys, and its "
                                     "settings. git's configuration stays as it is."_s);
    parser.addHelpOption();
    parser.process(QStringList{u"vouch forget"_s} + words);
    if (!parser.positionalArguments().isEmpty())
        parser.showHelp(Usage);

    const auto answer =
        converse(wire::connectOrStart(wire::places()), wire::request("forget").finish());
    if (const auto failure = wire::failure(answer)) {
        complain(*failure);
        complain(u"What this computer kept is removed as far as it could be."_s);
        return Refused;
    }
    print(u"Nothing of Vouch is left on this computer but the program and its log."_s);
    return Done;
}

} // namespace vouch::cli
