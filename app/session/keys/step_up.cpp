// SPDX-License-Identifier: Apache-2.0
#include "session/keys/step_up.h"

#include "core/scoped_task.h"
#include "identity/server.h"
#include "session/keys/sign_in.h"
#include "session/session.h"

#include <QCoreApplication>

namespace vouch {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::StepUp)
};

} // namespace

QCoro::Task<> StepUp::request(Send send, CeremonyRunner runner, std::stop_token stop) {
    bool signedIn = false;
    // A different account must not complete what this one started.
    const QString email = session_.isActive() ? session_.email() : QString();
    while (true) {
        if (!session_.isActive() && !signedIn) {
            co_await runner(signIn_, stop);
            throwIfStopped(stop);
            signedIn = true;
        }
        std::optional<identity::Refused> refused;
        const SharedSecret sent = session_.accessToken();
        try {
            co_await send(sent, stop);
        } catch (const identity::Refused &error) {
            refused = error;
        }
        throwIfStopped(stop);
        if (!refused)
            co_return;
        const bool over = refused->status() == 401 && !refused->wantsFreshSignIn();
        if (over && session_.accessToken() == sent) // a new session may have begun meanwhile
            session_.end(Session::End::Refused);
        if (signedIn || (!over && !refused->wantsFreshSignIn()))
            throw identity::Refused(*refused);
        co_await runner(signIn_, stop);
        throwIfStopped(stop);
        signedIn = true;
        if (!email.isEmpty() && session_.email() != email)
            throw Error(
                Error::Kind::Server,
                Strings::tr("You signed in as %1, but %2 started this.")
                    .arg(session_.email(), email),
                Strings::tr(
                    "Nothing else was changed. Try again if you meant to use this account."));
    }
}

} // namespace vouch
