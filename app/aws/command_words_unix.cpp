// SPDX-License-Identifier: Apache-2.0
#include "aws/command_words.h"

#include "aws/shell_words.h"

namespace vouch::aws {

std::optional<QStringList> commandWords(const QString &line) {
    return shellWords(line);
}

QString programName(const QString &word) {
    return word.section(u'/', -1);
}

} // namespace vouch::aws
