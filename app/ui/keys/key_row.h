// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/keys.h"

#include <QWidget>

namespace vouch::ui {

/// One registered key: its picture, its name, what it is and since when, and what can be done with
/// it.
class KeyRow : public QWidget {
    Q_OBJECT
public:
    KeyRow(const RegisteredKey &key, QWidget *parent);

Q_SIGNALS:
    void renameWanted();
    void removeWanted();
};

} // namespace vouch::ui
