// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace vouch::ui {

/// Prompts for a new name of a registered key. Accepted only with a name the server can take.
class RenameDialog : public QDialog {
    Q_OBJECT
public:
    RenameDialog(const QString &name, QWidget *parent);

    QString name() const;

private:
    QLineEdit *name_;
    QPushButton *save_;
};

} // namespace vouch::ui
