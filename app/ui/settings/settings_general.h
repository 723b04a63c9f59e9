// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_page.h"

class QCheckBox;
class QComboBox;
class QFileDialog;
class QLineEdit;
class QPushButton;

namespace vouch {
class DeviceReport;
class Session;
} // namespace vouch

namespace vouch::ui {

class Autostart;

/// The server, the report sent to it, programs' access to AWS credentials, startup, and appearance.
class GeneralPage : public SettingsPage {
    Q_OBJECT
public:
    GeneralPage(Configuration &configuration, Session &session, const DeviceReport &report,
                Autostart &autostart);

private:
    void showSettings() override;
    QLayout *serverForm();
    QLayout *lookForm();
    QLayout *programsForm();
    void addReport();
    /// Shows what is wrong with the typed address, or the effect of using it.
    void checkServer();
    /// A bare host means https.
    QString typedServer() const;
    bool serverDiffers() const;
    void useServer();
    void browse();

    Session &session_;
    const DeviceReport &deviceReport_;
    Autostart &autostart_;
    QLineEdit *server_, *certificates_;
    QPushButton *use_;
    FieldNote *serverNote_;
    QCheckBox *report_;
    FieldNote *reportNote_;
    QCheckBox *start_;
    FieldNote *startNote_;
    QComboBox *programs_;
    FieldNote *programsNote_;
    QComboBox *tray_, *language_;
    FieldNote *trayNote_, *languageNote_;
    QFileDialog *dialog_ = nullptr;
    const QString languageAtStart_;
};

} // namespace vouch::ui
