// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The folder that git takes for the user's home, with `/` between folders.
QString gitHome();

/// The file with passwords that curl, and so git, reads by itself. It may not exist.
QString netrcFile();

} // namespace vouch
