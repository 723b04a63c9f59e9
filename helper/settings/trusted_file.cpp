// SPDX-License-Identifier: Apache-2.0
#include "settings/trusted_file.h"

#include "core/advice.h"
#include "core/error.h"
#include "core/ownership.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace vouch {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::SettingsFile)
};

constexpr qint64 maxBytes = 256 * 1024;

} // namespace

void requireTrusted(const QFileInfo &file, bool belongsToOwner, const QString &hint) {
    if (!file.exists())
        return;
    if (!belongsToOwner || othersMayWrite(file))
        throw Error(
            Error::Kind::Malformed,
            Strings::tr("Other users can change %1, so Vouch doesn't use it.").arg(file.filePath()),
            hint);
    if (file.size() > maxBytes)
        throw Error(Error::Kind::Malformed,
                    Strings::tr("%1 is too large for a settings file.").arg(file.filePath()),
                    Strings::tr("Check its contents."));
}

void requireTrusted(const QFileInfo &file) {
    requireTrusted(file, isOurs(file), advice::protectFile(file.filePath()));
}

} // namespace vouch
