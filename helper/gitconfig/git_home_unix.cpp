// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/git_home.h"

#include <QDir>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

QString gitHome() {
    return QDir::homePath();
}

QString netrcFile() {
    return gitHome() + u"/.netrc"_s;
}

} // namespace vouch
