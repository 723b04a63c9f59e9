// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringList>

namespace vouch::aws {

/// A file of ini_file.h's grammar without the given keys (in lower case) of the given sections:
/// their lines, and those that go on with them, are gone, and everything else is byte for byte as
/// it was. Nothing is checked: of a malformed file something sensible is left.
QByteArray withoutKeys(QByteArrayView bytes, const QStringList &sections, const QStringList &keys);

} // namespace vouch::aws
