// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/keys/keys.h"

#include <QWidget>

namespace vouch::ui {

/// A registered key: picture, name, model, registration date, and buttons to rename and remove it.
class KeyRow : public QWidget {
    Q_OBJECT
public:
    KeyRow(const RegisteredKey &key, QWidget *parent);

Q_SIGNALS:
    void renameWanted();
    void removeWanted();
};

} // namespace vouch::ui
