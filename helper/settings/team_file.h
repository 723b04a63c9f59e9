// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/layer.h"

#include <QByteArray>
#include <QUrl>

namespace vouch {

/// Settings that a team hands out, in the format of the settings file. Anybody may have written
/// them: they are data to look at before taking them. They set no certificate authorities, no
/// files, and not which programs get credentials; what Vouch doesn't know, which may be a secret,
/// is refused.
class TeamFile {
public:
    static constexpr qint64 maxBytes = 64 * 1024;

    /// Where such a file may be fetched from: https, without a user name. Throws Error.
    static QUrl parseAddress(const QString &text);
    /// `name`: the file or address, for messages. Throws Error that names the line, or the key
    /// whose value is wrong. Blocking: runs git.
    static TeamFile parse(const QByteArray &content, const QString &name);
    /// Reads a file of this computer. Throws Error. Blocking.
    static TeamFile read(const QString &path);

    /// What taking the file would change.
    struct Difference {
        QString name;   ///< in `vouch config list`; for roles and rules, what they are
        QString before; ///< empty: nothing
        QString after;
    };
    QList<Difference> differences(const Settings &inForce) const;
    const Layer &layer() const noexcept { return layer_; }

private:
    Layer layer_;
};

} // namespace vouch
