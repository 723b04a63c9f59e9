// SPDX-License-Identifier: Apache-2.0
#include "session/ending/sign_out.h"

#include "session/credentials/console_sign_in.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/program_credentials.h"
#include "session/current_server.h"
#include "session/keys/sign_in.h"
#include "session/profiles/profiles.h"

namespace vouch {

SignOut::SignOut(const Parts &parts) : parts_(parts) {
    connect(&parts_.session, &Session::began, this, &SignOut::openChanged);
    connect(&parts_.session, &Session::ended, this, &SignOut::openChanged);
    connect(&parts_.profiles, &Profiles::changed, this, &SignOut::openChanged);
}

void SignOut::end(Session::End reason) {
    if (reason == Session::End::SignedOut)
        parts_.signIn.stop();
    parts_.session.end(reason);
    // These can exist without a session.
    parts_.programs.forget();
    parts_.console.forget();
    parts_.credentials.forgetAll();
    parts_.servers.release();
}

bool SignOut::isAnythingOpen() const {
    return parts_.session.isActive() || parts_.profiles.holdsAny();
}

} // namespace vouch
