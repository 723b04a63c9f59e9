// SPDX-License-Identifier: Apache-2.0
#include "cli/browser.h"

#include <QProcess>

namespace vouch::cli {

using namespace Qt::Literals::StringLiterals;

bool openInBrowser(const QString &address) {
    return QProcess::startDetached(u"/usr/bin/open"_s, {address});
}

} // namespace vouch::cli
