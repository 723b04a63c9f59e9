// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settings_profiles_text.h"

#include "session/profiles/profiles.h"
#include "ui/text/account_text.h"
#include "ui/text/joined.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::AwsProfilesPage)
};

QString kindText(const ProfileEntry &entry) {
    using Kind = ProfileEntry::Kind;
    switch (entry.kind) {
    case Kind::StoredKeys:
        return Strings::tr("Keys in the keychain");
    case Kind::KeysInFile:
        return Strings::tr("Keys in the file");
    case Kind::Role:
        return Strings::tr("Role %1").arg(entry.role);
    case Kind::Process:
        return Strings::tr("Keys from a command");
    case Kind::Environment:
        return Strings::tr("Keys from each program's environment");
    case Kind::Broken:
        break;
    }
    return entry.problem;
}

} // namespace

ProfileRow profileRow(const ProfileEntry &entry, Time now) {
    ProfileRow row{entry.name, kindText(entry), {}, entry.kind == ProfileEntry::Kind::Broken};
    if (row.isProblem)
        return row;
    const bool usesOthers = !entry.source.isEmpty() && entry.source != entry.name;
    const QString device = entry.mfaSerial.section(u'/', -1);
    row.details = joined({row.details, groupedAccount(entry.account),
                          usesOthers ? Strings::tr("keys of %1").arg(entry.source) : QString(),
                          device.isEmpty() ? QString() : Strings::tr("code from %1").arg(device),
                          entry.region});
    if (entry.cachedUntil > now)
        row.right = Strings::tr("Cached until %1").arg(dayTimeOrDate(entry.cachedUntil, now));
    return row;
}

QString defaultProfileText(bool isOrganizations) {
    return isOrganizations ? Strings::tr("default for git, set by your organization")
                           : Strings::tr("default for git");
}

} // namespace vouch::ui
