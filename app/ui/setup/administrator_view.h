// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/doctor/trust_policy.h"

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace vouch::ui {

/// The text an administrator needs to let this user in, one tab per format, ready to copy.
class AdministratorView : public QWidget {
    Q_OBJECT
public:
    explicit AdministratorView(QWidget *parent = nullptr);

    void setText(const AdministratorText &text);

private:
    QPlainTextEdit *addTab(const QString &name);
    void copy();

    QTabWidget *tabs_;
    QPlainTextEdit *policy_, *commandLine_, *cloudFormation_, *terraform_;
    QPushButton *copy_;
    QTimer copied_; ///< runs while the button reads "Copied"
};

} // namespace vouch::ui
