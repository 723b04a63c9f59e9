// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/file_stamp.h"

#include <QCoreApplication>
#include <QString>

namespace vouch {

/// Tells whether this program's file was replaced since the program started, as an update does.
/// Looks at the file only when asked.
class InstalledUpdate {
public:
    /// Make it early: it remembers the file as it is now.
    explicit InstalledUpdate(const QString &program = QCoreApplication::applicationFilePath());

    /// Where the program was started from, and where the update is.
    const QString &program() const noexcept { return program_; }
    /// False while the file is missing.
    bool isInstalled() const;

private:
    QString program_;
    FileStamp started_;
};

} // namespace vouch
