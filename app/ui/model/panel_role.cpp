// SPDX-License-Identifier: Apache-2.0
#include "ui/model/panel_role.h"

#include "session/configuration.h"
#include "session/session.h"
#include "settings/names.h"
#include "ui/text/account_text.h"
#include "ui/text/joined.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using InUse = CredentialProvider::InUse;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

/// What is known about a profile; null if nothing is.
const ProfileEntry *entryOf(const QString &name, const QList<ProfileEntry> &entries) {
    const auto found = std::ranges::find(entries, name, &ProfileEntry::name);
    return found == entries.end() ? nullptr : &*found;
}

/// "Deployer · 1234 5678 9012 · eu-central-1", or what kind of profile it is.
QString profileDetails(const QString &name, const std::optional<InUse> &used,
                       const QList<ProfileEntry> &entries) {
    const ProfileEntry *entry = entryOf(name, entries);
    QString role, account, region;
    if (entry != nullptr) {
        role = entry->role;
        account = entry->account;
        region = entry->region;
    }
    if (used && used->route.profile == name) {
        account = used->account;
        region = used->region;
    }
    const QString known = joined({role, groupedAccount(account), region});
    return known.isEmpty() ? Strings::tr("AWS profile") : known;
}

/// Fills in the name and the details of the role or profile.
void nameRole(PanelContent::RolePart &part, const Settings &settings,
              const std::optional<InUse> &last, const QList<ProfileEntry> &entries) {
    const QString profile = last && last->route.isProfile() ? last->route.profile : QString();
    const auto describeProfile = [&](const QString &name) {
        part.name = name;
        part.details = profileDetails(name, last, entries);
    };
    if (const Role *role = usualRole(settings)) {
        part.name = role->name;
        part.details = joined({groupedAccount(accountOf(*role)), role->region});
    } else if (!part.choices.current.isEmpty()) {
        describeProfile(part.choices.current);
    } else if (!settings.roles.isEmpty()) {
        part.name = Strings::tr("No role chosen");
        part.details = Strings::tr("Choose a default for when no rule applies.");
    } else if (!profile.isEmpty()) {
        describeProfile(profile);
    } else if (!part.choices.profiles.isEmpty()) {
        part.name = Strings::tr("No profile chosen");
        part.details = Strings::tr("Vouch asks for each repository.");
    } else {
        part.name = Strings::tr("No role yet");
        part.details = Strings::tr("Add one in the settings.");
    }
}

} // namespace

std::optional<InUse> inUse(const Services &services) {
    const auto last = services.credentials.inUse();
    const bool isValid = last && last->expiresAt > services.clock.now() &&
                         (last->route.isProfile() || services.session.isActive());
    return isValid ? last : std::nullopt;
}

bool isByProfilesAlone(const Services &services, const QStringList &profiles) {
    const Settings &settings = services.configuration.settings();
    const bool isChosen =
        !settings.useRole.isEmpty() && settings.findRole(settings.useRole) == nullptr;
    return settings.server.isEmpty() && (isChosen || !profiles.isEmpty() || inUse(services));
}

PanelContent::RolePart rolePart(const Services &services, const QStringList &profiles,
                                const QList<ProfileEntry> &entries) {
    const Settings &settings = services.configuration.settings();
    const auto last = inUse(services);
    PanelContent::RolePart part;
    part.choices = roleChoices(settings, profiles);
    nameRole(part, settings, last, entries);
    if (!last && settings.roles.isEmpty() && profiles.isEmpty() && settings.useRole.isEmpty())
        return part; // nothing to have credentials for

    part.credentialsLabel = Strings::tr("AWS credentials");
    part.credentials = Strings::tr("none", "AWS credentials");
    const ProfileEntry *entry =
        usualRole(settings) == nullptr ? entryOf(part.name, entries) : nullptr;
    const bool isCached = entry != nullptr && entry->cachedUntil > services.clock.now();
    if (isCached && (!last || last->route.name() != part.name)) {
        part.credentials =
            Strings::tr("until %1", "AWS credentials").arg(dayTime(entry->cachedUntil));
    } else if (last) {
        if (last->route.name() != part.name)
            part.credentialsLabel = Strings::tr("AWS credentials for %1").arg(last->route.name());
        part.credentials =
            Strings::tr("%1 left, until %2")
                .arg(minutesText(last->expiresAt - services.clock.now()), dayTime(last->expiresAt));
    }
    return part;
}

} // namespace vouch::ui
