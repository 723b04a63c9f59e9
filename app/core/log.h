// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>
#include <QString>

namespace vouch {

Q_DECLARE_LOGGING_CATEGORY(logTask)    ///< how stories ended
Q_DECLARE_LOGGING_CATEGORY(logNetwork) ///< requests: method, host, path, status; no header, no body
Q_DECLARE_LOGGING_CATEGORY(logFido)    ///< the security key
Q_DECLARE_LOGGING_CATEGORY(logEndpoint) ///< who asked for what; never a block
Q_DECLARE_LOGGING_CATEGORY(logApp)      ///< start, settings, keychain, tray, end

/// Sends every message of this process, Qt's own included, to `file`: 1 MiB, three older ones
/// beside it. Warnings go to stderr as well. `debug` writes debug messages too. A file that cannot
/// be written costs the log, not the application. Call once, from main.
void startLog(const QString &file, bool debug);

/// A line without control characters and without anything that looks like a credential: a JWT, an
/// AWS key or session token, a long run of base64 or hex. The second fence behind `Secret`, which
/// cannot be printed; for text that others wrote, such as a server's error.
QString redacted(const QString &line);

} // namespace vouch
