// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/installed_update.h"
#include "ui/model/services.h"
#include "world.h"

namespace vouch::test {

/// What the user interface stands on.
struct UiWorld : World {
    using World::World;

    InstalledUpdate update{folder.filePath(QStringLiteral("vouch-tray"))};

    ui::Services services() { return services(signIns); }
    ui::Services services(SignIn &signIn) {
        return {configuration, servers,     session,      signIn,    enrollment,
                clock,         activity,    snooze,       notices,   savedState,
                keys,          keyAddition, insertedKeys, questions, profiles,
                credentials,   signOut,     console,      update};
    }
};

} // namespace vouch::test
