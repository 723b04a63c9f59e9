// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard_services.h"

#include "session/keys/sign_in.h"
#include "session/session.h"

namespace vouch::ui {

QCoro::Task<> signedIn(SignIn &signIn, const Session &session, QString role, std::stop_token stop) {
    if (session.isByKey())
        co_return;
    Requester self;
    self.role = role;
    co_await signIn.inWindow(self, stop);
}

} // namespace vouch::ui
