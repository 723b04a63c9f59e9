// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

namespace vouch::aws {

/// Removes the given keys (in lower case) of the given sections from a file of ini_file.h's
/// grammar, including continuation lines. Everything else stays byte for byte. Doesn't validate: a
/// malformed file gives a best effort.
QByteArray withoutKeys(QByteArrayView bytes, const QStringList &sections, const QStringList &keys);

} // namespace vouch::aws
