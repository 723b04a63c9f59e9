// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_profiles_text.h"

#include <QListWidget>

namespace vouch::ui {

/// AWS profiles as two-line rows like the panel's.
class ProfileList : public QListWidget {
    Q_OBJECT
public:
    explicit ProfileList(QWidget *parent);

    /// Shows these rows. Keeps the selection, by name.
    void setRows(const QList<ProfileRow> &rows);
    /// The selected profile; empty if there is none.
    QString selected() const;
    void select(const QString &name);
};

} // namespace vouch::ui
