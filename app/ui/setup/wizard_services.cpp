// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard_services.h"

#include "session/configuration.h"
#include "session/credentials/routes.h"
#include "session/doctor/diagnosis.h"
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

bool needsSignIn(const WizardServices &services, const RepositoryAddress &repository) {
    const Settings &settings = services.configuration.settings();
    if (services.session.isByKey() || settings.server.isEmpty())
        return false;
    const auto route =
        nameRoute(settings, repository.userName, repository.region, repository.name());
    return route ? settings.findRole(route->name) != nullptr : !settings.roles.isEmpty();
}

} // namespace vouch::ui
