// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/services.h"
#include "world.h"

namespace vouch::test {

/// What the user interface stands on.
struct UiWorld : World {
    using World::World;

    ui::Services services() {
        return {configuration, servers,   session,  signIns,     enrollment, clock,
                activity,      snooze,    notices,  savedState,  keys,       keyAddition,
                insertedKeys,  questions, profiles, credentials, signOut,    console};
    }
};

} // namespace vouch::test
