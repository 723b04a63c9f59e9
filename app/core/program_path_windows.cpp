// SPDX-License-Identifier: Apache-2.0
#include "core/program_path.h"

#include "wire/child_windows.h"

namespace vouch {

QString programPath(const QString &name) {
    return QString::fromStdWString(wire::findProgram(name.toStdString()));
}

} // namespace vouch
