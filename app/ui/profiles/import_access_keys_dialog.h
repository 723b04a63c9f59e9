// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/profiles/profile_import.h"

#include <QDialog>
#include <QList>

class QCheckBox;
class QPushButton;
class QVBoxLayout;

namespace vouch::ui {

class FieldNote;
class TonedLabel;

/// Moves access keys from the AWS credentials file to the keychain. First shows whose keys there
/// are and what will change; then what became of each.
class ImportAccessKeysDialog : public QDialog {
    Q_OBJECT
public:
    /// Both outlive the dialog.
    ImportAccessKeysDialog(Profiles &profiles, ProfileImport &import, QWidget *parent);

    void done(int result) override;

Q_SIGNALS:
    /// The keys of these profiles are stored.
    void imported(const QStringList &profiles);

protected:
    bool event(QEvent *event) override;

private:
    struct Row {
        QString profile;
        QCheckBox *box;
        FieldNote *note;
    };
    void build();
    QCoro::Task<> load(std::stop_token stop);
    void addRow(const ProfileImport::Candidate &candidate, bool isStored);
    void showChoice();
    QStringList chosen() const;
    void start();
    QCoro::Task<> run(QStringList profiles, bool blanks, std::stop_token stop);
    void showResult(const ProfileImport::Result &result);
    /// Nothing is left to do but to close the dialog.
    void finish();
    void removeBackup();

    Profiles &profiles_;
    ProfileImport &import_;
    TonedLabel *about_;
    QWidget *rows_;
    QVBoxLayout *rowColumn_;
    QList<Row> list_;
    QCheckBox *blanks_;
    FieldNote *blankNote_, *note_;
    QPushButton *removeBackup_, *close_, *start_;
    QString backup_;
    bool isBlanking_ = false; ///< the file is being changed
    ScopedTask task_;
};

} // namespace vouch::ui
