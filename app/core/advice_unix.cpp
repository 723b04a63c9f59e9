// SPDX-License-Identifier: Apache-2.0
#include "core/advice.h"

#include <QCoreApplication>

namespace vouch::advice {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::advice)
};

} // namespace

QString protectFile(const QString &path) {
    return Strings::tr("Run: chmod go-w %1").arg(path);
}

QString makePrivateCommand(const QString &path) {
    return u"chmod -R go= "_s + path;
}

} // namespace vouch::advice
