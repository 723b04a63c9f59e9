// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/profiles/profiles.h"
#include "ui/settings/access_key_removal.h"
#include "ui/settings/settings_page.h"

#include <QStringList>
#include <QTimer>

class QPushButton;

namespace vouch {
class Clock;
class ProfileImport;
} // namespace vouch

namespace vouch::ui {

class FieldNote;
class ProfileList;

/// The AWS profiles, what is wrong with them, and their keys in the keychain. Follows the profiles
/// and their cached credentials while it is shown.
class AwsProfilesPage : public SettingsPage {
    Q_OBJECT
public:
    /// All of these outlive the page.
    struct Services {
        Configuration &configuration;
        Profiles &profiles;
        ProfileImport &import;
        Clock &clock;
    };
    explicit AwsProfilesPage(const Services &services);

protected:
    bool event(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void showSettings() override;
    QWidget *emptyState();
    QLayout *buttons();
    /// Reads the profiles again, and then selects `name` unless it is empty.
    void refresh(const QString &name = {});
    QCoro::Task<> read(QString name, std::stop_token stop);
    QCoro::Task<QStringList> importableNames(std::stop_token stop);
    void showRows();
    void showChosen();
    const ProfileEntry *chosen() const;
    bool isDefault(const QString &profile) const;
    void addKeys();
    void importKeys();
    void confirmRemoval();
    void copyCommand();

    Profiles &profiles_;
    ProfileImport &import_;
    Clock &clock_;
    QList<ProfileEntry> entries_;
    QStringList importable_; ///< the profiles whose keys can be imported
    QStringList stored_;     ///< the profiles with keys in the keychain
    bool isUnread_ = true;   ///< the profiles could not be read, or were not yet
    QWidget *empty_, *full_;
    ProfileList *list_;
    FieldNote *problem_, *chosenNote_, *note_;
    QPushButton *retry_, *remove_, *useForGit_, *copy_;
    QTimer expiry_; ///< the next cached credentials expire
    ScopedTask reading_;
    AccessKeyRemoval removal_;
};

} // namespace vouch::ui
