// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "settings/team_file.h"

#include <QDialog>

class QPushButton;

namespace vouch {
class Configuration;
}

namespace vouch::ui {

class FieldNote;
class RowTable;
class UrlField;

/// Takes settings from a team's file, from a folder or an address: shows what would change, and
/// saves that when the user agrees. Closes when the settings are saved.
class TeamDialog : public QDialog {
    Q_OBJECT
public:
    /// `caBundle`: a file of extra authorities to trust for an address; empty: the settings' own.
    TeamDialog(Configuration &configuration, const QString &caBundle, QWidget *parent);

    /// Shows what this file or address sets.
    void showSource(const QString &source);

protected:
    bool event(QEvent *event) override;

private:
    void layOut(QPushButton *browse);
    /// Forgets the file that is shown.
    void clear();
    void look();
    QCoro::Task<> looked(QString source, std::stop_token stop);
    void showDifferences(const QList<TeamFile::Difference> &differences);
    void save();
    QCoro::Task<> saved(TeamFile team, std::stop_token stop);
    void browse();
    void fail(const Error &error);

    Configuration &configuration_;
    QString caBundle_;
    UrlField *source_;
    FieldNote *note_;
    RowTable *table_;
    QPushButton *look_, *use_;
    TeamFile team_;
    ScopedTask task_;
};

} // namespace vouch::ui
