// SPDX-License-Identifier: Apache-2.0
#include "core/ownership.h"

#include "core/advice.h"
#include "core/error.h"

#include <QCoreApplication>

namespace vouch {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::core)
};

} // namespace

void requireOursAlone(const QFileInfo &file) {
    const QString path = file.filePath();
    if (!file.isFile())
        throw Error(Error::Kind::NotSetUp, Strings::tr("Can't find the file %1.").arg(path),
                    Strings::tr("Check the file name."));
    if (!isOurs(file))
        throw Error(Error::Kind::NotSetUp, Strings::tr("%1 belongs to another user.").arg(path),
                    Strings::tr("Use a file that you own."));
    if (othersMayWrite(file))
        throw Error(Error::Kind::NotSetUp, Strings::tr("Other users can write to %1.").arg(path),
                    advice::protectFile(path));
}

} // namespace vouch
