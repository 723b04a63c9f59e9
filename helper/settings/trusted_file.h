// SPDX-License-Identifier: Apache-2.0
#pragma once

class QFileInfo;
class QString;

/// Which settings file Vouch believes: one that only its owner can change, because another user
/// could name a different server, or a role that exposes our work.
namespace vouch {

/// Throws Error::Kind::Malformed if the file has the wrong owner or others can change it, with
/// `hint`, or if it is larger than 256 KiB. A missing file is fine. Any thread.
void requireTrusted(const QFileInfo &file, bool belongsToOwner, const QString &hint);

/// The same for a file of ours.
void requireTrusted(const QFileInfo &file);

} // namespace vouch
