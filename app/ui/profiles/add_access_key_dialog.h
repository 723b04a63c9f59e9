// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "session/profiles/profiles.h"
#include "ui/widgets/access_key_fields.h"

#include <QDialog>
#include <QList>

class QLineEdit;
class QPushButton;

namespace vouch::ui {

class FieldNote;

/// Takes an IAM user's access key for an AWS profile, checks it with AWS, and stores it in the
/// keychain. Closes when it is stored. On an error, the dialog shows it and keeps the input.
/// Wipes the fields when it closes.
class AddAccessKeyDialog : public QDialog {
    Q_OBJECT
public:
    /// `profiles` outlives the dialog. `profile`: the name to begin with; may be empty.
    AddAccessKeyDialog(Profiles &profiles, const QString &profile, QWidget *parent);
    ~AddAccessKeyDialog() override;

    void done(int result) override;

Q_SIGNALS:
    /// The keys of the user `arn` are stored for that profile.
    void added(const QString &profile, const QString &arn);

private:
    void build(const QString &profile);
    QCoro::Task<> readKnown(std::stop_token stop);
    /// Says what these keys replace, and whether the profile's region is to be entered.
    void showKnown();
    void showButton();
    void setBusy(bool busy);
    void add();
    QCoro::Task<> addKeys(QString profile, QString region, Profiles::AccessKeys keys,
                          std::stop_token stop);

    Profiles &profiles_;
    QList<ProfileEntry> known_;
    QStringList stored_; ///< the profiles whose keys are in the keychain
    QLineEdit *name_, *region_;
    AccessKeyFields keys_;
    FieldNote *nameNote_, *regionNote_, *note_;
    QPushButton *add_;
    bool isBusy_ = false;
    ScopedTask reading_, adding_;
};

} // namespace vouch::ui
