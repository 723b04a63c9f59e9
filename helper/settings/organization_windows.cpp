// SPDX-License-Identifier: Apache-2.0
#include "settings/origins.h"

#include <QDir>

#include <shlobj.h>

namespace vouch {

// Windows says where the folder is, since anybody may set the variable PROGRAMDATA. Every user may
// create a folder in it, so the file's owner counts.
OrganizationFile OrganizationFile::standard() {
    PWSTR folder = nullptr;
    OrganizationFile file;
    if (::SHGetKnownFolderPath(FOLDERID_ProgramData, 0, nullptr, &folder) == S_OK)
        file.path = QDir::fromNativeSeparators(QString::fromWCharArray(folder)) +
                    QStringLiteral("/Vouch/settings");
    ::CoTaskMemFree(folder);
    return file;
}

} // namespace vouch
