// SPDX-License-Identifier: Apache-2.0
// The AWS profiles in the settings, and the dialogs for their keys.
#include "gallery.h"
#include "profiles_samples.h"
#include "ui/profiles/add_access_key_dialog.h"
#include "ui/profiles/import_access_keys_dialog.h"
#include "ui/settings/settings_profiles_list.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/secret_field.h"

#include <QElapsedTimer>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using vouch::test::ProfilesParts;

namespace {

constexpr auto sampleKeyId = "AKIAIOSFODNN7EXAMPLE";
constexpr auto sampleSecret = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYaa";

QByteArray fileSection(const QByteArray &name) {
    return '[' + name + "]\naws_access_key_id = " + sampleKeyId +
           "\naws_secret_access_key = " + sampleSecret + '\n';
}

/// Waits for a condition; false after a minute.
bool isSoon(const std::function<bool()> &condition) {
    constexpr qint64 longest = 60'000;
    QElapsedTimer time;
    time.start();
    while (!condition() && !time.hasExpired(longest))
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    return condition();
}

QPushButton *buttonIn(const QWidget &window, QLatin1StringView name) {
    return window.findChild<QPushButton *>(name);
}

/// Shows the page with these profiles.
bool showProfiles(ProfilesParts &parts, int count) {
    parts.window.showPage(SettingsWindow::Page::Profiles);
    auto *list = parts.window.findChild<ProfileList *>();
    return isSoon([&] {
        return count == 0 ? buttonIn(parts.window, "addFirstKeys"_L1)->isVisible()
                          : list->count() == count;
    });
}

QCoro::Task<> useTools(Profiles &profiles, std::stop_token stop) {
    auto credentials = profiles.credentials(u"tools"_s, {}, {}, std::move(stop));
    co_await credentials;
}

void drawDialogs(Gallery &gallery, ProfilesParts &parts, Room room) {
    AddAccessKeyDialog add(parts.profiles, {}, &parts.window);
    add.show();
    gallery.take(add, u"settings-profile-add"_s, room);
    add.findChild<QLineEdit *>()->setText(u"acme-dev"_s);
    const auto secrets = add.findChildren<SecretField *>();
    secrets[0]->setText(u"AKIA-no"_s);
    secrets[1]->setText(QString::fromLatin1(sampleSecret));
    if (!isSoon([&] { return buttonIn(add, "addKeys"_L1)->isEnabled(); }))
        gallery.blame(u"settings-profile-add"_s, {u"cannot be added"_s});
    buttonIn(add, "addKeys"_L1)->click();
    const auto notes = add.findChildren<FieldNote *>();
    if (!isSoon([&] { return std::ranges::any_of(notes, &FieldNote::isRefusal); }))
        gallery.blame(u"settings-profile-refused"_s, {u"is not refused"_s});
    gallery.take(add, u"settings-profile-refused"_s, room);

    parts.write("credentials", fileSection("acme-prod") + fileSection("acme-test") +
                                   "[half]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");
    ImportAccessKeysDialog import(parts.profiles, parts.profileImport, &parts.window);
    import.show();
    if (!isSoon([&] { return buttonIn(import, "importKeys"_L1)->isEnabled(); }))
        gallery.blame(u"settings-profile-import"_s, {u"does not come"_s});
    gallery.take(import, u"settings-profile-import"_s, room);
}

} // namespace

void drawProfiles(Gallery &gallery) {
    const Room room = gallery.isLarge() ? Room::Scarce : Room::Enough;
    ProfilesParts parts;
    if (!showProfiles(parts, 0))
        return gallery.blame(u"settings-profiles"_s, {u"does not come"_s});
    gallery.take(parts.window, u"settings-profiles-empty"_s, room);

    ProfilesParts full;
    for (const QString &name : {u"acme-dev"_s, u"personal"_s})
        full.store(name, sampleKeyId, sampleSecret);
    full.write("credentials", fileSection("backup"));
    const QByteArray expires =
        QDateTime::currentDateTimeUtc().addSecs(7200).toString(Qt::ISODate).toUtf8();
    const QByteArray config =
        "[profile acme-dev]\nregion = eu-central-1\n"
        "mfa_serial = arn:aws:iam::123456789012:mfa/nora-phone\n"
        "[profile deploy]\nregion = us-east-1\nsource_profile = acme-dev\n"
        "role_arn = arn:aws:iam::210987654321:role/Deployer\n"
        "[profile tools]\ncredential_process = echo '{\"Version\":1,\"AccessKeyId\":"
        "\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"wJalrXUtnFEMI\",\"SessionToken\":"
        "\"dG9rZW4\",\"Expiration\":\"" +
        expires + "\"}'\n";
    full.write("config", config);
    if (!showProfiles(full, 5))
        return gallery.blame(u"settings-profiles"_s, {u"does not come"_s});
    const ScopedTask caching(
        [&full](std::stop_token stop) { return useTools(full.profiles, std::move(stop)); },
        [](const Error &) {});
    auto *list = full.window.findChild<ProfileList *>();
    isSoon([list] {
        for (int row = 0; row < list->count(); ++row)
            if (list->item(row)->data(Qt::UserRole + 1).toString() != QString())
                return true;
        return false;
    });
    gallery.take(full.window, u"settings-profiles"_s, room);
    list->select(u"backup"_s);
    gallery.take(full.window, u"settings-profiles-file"_s, room);

    const QByteArray longName = "the-" + QByteArray(8, 'w') +
                                "-account-of-the-department-for-"
                                "infrastructure-in-frankfurt-am-main";
    full.write("config", config + "[profile old]\nregion = us-east-1\n[profile " + longName +
                             "]\nregion = ap-southeast-1\nsource_profile = acme-dev\n"
                             "mfa_serial = arn:aws:iam::123456789012:mfa/nora-phone\n"
                             "role_arn = arn:aws:iam::210987654321:role/"
                             "AWSReservedSSO_AdministratorAccess_0123456789abcdef\n");
    Q_EMIT full.profiles.changed(); // have the page read the files
    if (!isSoon([list] { return list->count() == 7; }))
        return gallery.blame(u"settings-profiles-problem"_s, {u"does not come"_s});
    list->select(u"old"_s);
    gallery.take(full.window, u"settings-profiles-problem"_s, room);
    list->select(u"personal"_s);
    buttonIn(full.window, "removeKeys"_L1)->click();
    if (auto *box = full.window.findChild<QMessageBox *>()) {
        gallery.take(*box, u"settings-profile-remove"_s, room);
        box->close();
    }
    drawDialogs(gallery, full, room);
}
