// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/transport.h"

#include <QHash>
#include <QList>
#include <QString>

namespace vouch::fido {

struct KeyInfo;

/// Names plugged-in keys by their models (`keyModel`), as the server's list of keys does, so that a
/// key has the same name everywhere. What a key calls itself over USB, such as "YubiKey
/// OTP+FIDO+CCID", is only for models that aren't known. Worker thread.
class KeyNames {
public:
    /// The same keys under their models' names. Reads keys that weren't there before; one that
    /// can't be read now keeps its own name until it can.
    QList<Key> named(QList<Key> keys, Transport &transport);
    /// Takes the model from a key's info, read for something else.
    void learn(const QString &path, const KeyInfo &info);

private:
    struct Name {
        QString own, model;
    };
    QHash<QString, Name> names_; ///< by path
};

} // namespace vouch::fido
