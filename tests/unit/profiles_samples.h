// SPDX-License-Identifier: Apache-2.0
// AWS profiles in files and a keychain of the test's own, and the settings window over them.
#pragma once

#include "keychain/keychain.h"
#include "platform/lock_watch.h"
#include "session/doctor/role_test.h"
#include "session/profiles/profile_import.h"
#include "ui/settings/autostart.h"
#include "ui/settings/settings_window.h"
#include "world.h"

#include <QFile>
#include <QMap>

namespace vouch::test {

/// A keychain that answers at once.
class MapKeychain final : public Keychain {
public:
    QMap<QString, QByteArray> entries;
    bool isLocked = false;

    QCoro::Task<std::optional<Secret>> read(QString name, std::stop_token) override {
        refuseIfLocked();
        const auto found = entries.constFind(name);
        if (found == entries.constEnd())
            co_return std::nullopt;
        co_return Secret(QByteArrayView(*found));
    }
    QCoro::Task<> write(QString name, SharedSecret secret, std::stop_token) override {
        refuseIfLocked();
        entries.insert(name, secret->view().toByteArray());
        co_return;
    }
    QCoro::Task<> remove(QString name, std::stop_token) override {
        refuseIfLocked();
        entries.remove(name);
        co_return;
    }

private:
    void refuseIfLocked() const {
        if (isLocked)
            throw Error(Error::Kind::Keychain, QStringLiteral("The keychain is locked."),
                        QStringLiteral("Unlock it."));
    }
};

struct ProfilesParts {
    ProfilesParts() {
        for (const char *name : {"config", "credentials"})
            write(name, {}); // only files in ~/.aws may be missing
        profiles.setFiles(path("config"), path("credentials"));
    }

    QString path(const char *name) const {
        return world.folder.filePath(QStringLiteral("aws-") + QLatin1String(name));
    }
    QByteArray content(const char *name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const char *name, const QByteArray &content) const {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    }
    /// As if somebody had added these keys.
    void store(const QString &profile, const QByteArray &id, const QByteArray &secret) {
        QByteArray &names = keychain.entries[QStringLiteral("vouch/aws")];
        names += (names.isEmpty() ? "" : "\n") + profile.toUtf8();
        keychain.entries.insert(QStringLiteral("vouch/aws/") + profile, id + '\n' + secret);
    }

    World world{false};
    MapKeychain keychain;
    Profiles profiles{keychain, world.sts, world.questions, world.prompts, world.clock};
    ProfileImport profileImport{profiles};
    RoleTest roles{world.servers, world.session, world.sts, world.clock};
    platform::LockWatch lockWatch;
    ui::Autostart autostart{world.configuration};
    ui::SettingsWindow window{
        {world.configuration,
         world.session,
         roles,
         world.activity,
         world.report,
         lockWatch,
         autostart,
         [this](std::stop_token stop) { return profiles.knownNames(std::move(stop)); },
         {},
         profiles,
         profileImport,
         world.clock}};
};

} // namespace vouch::test
