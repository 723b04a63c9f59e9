// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/settings/settings_page.h"

#include <QList>

class QComboBox;
class QLineEdit;

namespace vouch::ui {

class PageGrid;

/// Which programs get AWS credentials, and the files that Vouch reads for AWS.
class AwsPage : public SettingsPage {
    Q_OBJECT
public:
    explicit AwsPage(Configuration &configuration);

private:
    /// A file that a setting names; empty for the usual one.
    struct File {
        QLineEdit *edit;
        FieldNote *note;
        QString Settings::*value;
    };

    void showSettings() override;
    void addFile(PageGrid *grid, const QString &label, const QString &browse, const QString &usual,
                 const QString &settingsKey, QString Settings::*value);
    void setFile(const File &file, const QString &settingsKey);
    void choose(const File &file, const QString &settingsKey);

    QComboBox *programs_, *variable_;
    QList<File> files_;
};

} // namespace vouch::ui
