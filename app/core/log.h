// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>
#include <QString>

namespace vouch {

Q_DECLARE_LOGGING_CATEGORY(logTask) ///< failed tasks
Q_DECLARE_LOGGING_CATEGORY(
    logNetwork) ///< requests: method, host, path, status; never headers or bodies
Q_DECLARE_LOGGING_CATEGORY(logFido)     ///< the security key
Q_DECLARE_LOGGING_CATEGORY(logEndpoint) ///< who requested what; never the data
Q_DECLARE_LOGGING_CATEGORY(logApp)      ///< start, settings, keychain, tray, end

/// Logs every message of this process, including Qt's, to `file`, rotated at 1 MiB with three older
/// files kept. Warnings also go to stderr. `debug` includes debug messages. If the file can't be
/// written, there's no log, but the application runs. Call once, from main.
void startLog(const QString &file, bool debug);

/// Removes control characters and anything that looks like a credential: a JWT, an AWS key or
/// session token, a long run of base64 or hex. A second line of defense behind `Secret`, for text
/// from outside such as a server's error.
QString redacted(const QString &line);

} // namespace vouch
