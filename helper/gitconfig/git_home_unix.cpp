// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/git_home.h"

#include <QDir>

namespace vouch {

QString gitHome() {
    return QDir::homePath();
}

} // namespace vouch
