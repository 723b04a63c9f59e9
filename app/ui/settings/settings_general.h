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
class PageGrid;

/// The server, the report sent to it, startup, and appearance.
class GeneralPage : public SettingsPage {
    Q_OBJECT
public:
    GeneralPage(Configuration &configuration, Session &session, const DeviceReport &report,
                Autostart &autostart);

private:
    void showSettings() override;
    void addServer(PageGrid *grid);
    void addReport(PageGrid *grid);
    void addLook(PageGrid *grid);
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
    QComboBox *tray_, *language_;
    FieldNote *trayNote_, *languageNote_;
    QFileDialog *dialog_ = nullptr;
};

} // namespace vouch::ui
