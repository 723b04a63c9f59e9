// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

#include <QHash>
#include <QList>
#include <QString>

namespace vouch::fido {

/// Names plugged-in keys by their models (`keyModel`), as the server's list of keys does, so that a
/// key has the same name everywhere. What a key calls itself over USB, such as "YubiKey
/// OTP+FIDO+CCID", is only for models that aren't known. Worker thread.
class KeyNames {
public:
    /// The same keys under their models' names. Reads keys that weren't there before; one that
    /// is busy or not yet ours keeps its own name until it can be read.
    QList<Key> named(QList<Key> keys, Transport &transport);

private:
    struct Name {
        QString own, model;
    };
    QHash<QString, Name> names_; ///< by path
};

} // namespace vouch::fido
