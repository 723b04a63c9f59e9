// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace vouch::aws {

/// Splits the command of a profile as the AWS CLI does on this system: like a POSIX shell, or by
/// the rules of wire/command_line.h on Windows, where a backslash is part of a path. Nullopt for an
/// unmatched quotation mark.
std::optional<QStringList> commandWords(const QString &line);

/// What a program is called by, such as `vouch`, from the word that names it.
QString programName(const QString &word);

} // namespace vouch::aws
