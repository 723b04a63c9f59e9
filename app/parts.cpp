// SPDX-License-Identifier: Apache-2.0
#include "app/parts.h"

#include "app/quit.h"
#include "app/windows.h"

#include <QCoreApplication>

namespace vouch {

namespace {

endpoint::Services endpointServices(Parts &parts) {
    return {parts.configuration,
            parts.servers,
            parts.session,
            parts.signIn,
            parts.enrollment,
            parts.gitCredentials,
            parts.checks,
            parts.report,
            parts.keys,
            parts.insertedKeys,
            parts.activity,
            parts.snooze,
            parts.savedState,
            parts.prompts,
            parts.routes,
            parts.credentials,
            parts.profiles,
            parts.profileImport,
            parts.programs,
            parts.console,
            parts.questions,
            parts.signOut,
            parts.update,
            [&parts] { parts.endpoint.requireRoomToWait(); },
            [&parts](const QByteArray &token, const QString &window) {
                return raiseWindows(parts, token, window);
            },
            [&parts] { quit(parts); }};
}

} // namespace

Parts::Parts(std::unique_ptr<fido::Transport> keyTransport, const wire::RuntimePaths &paths)
    : authenticator(std::move(keyTransport)),
      awsHttp(QCoreApplication::translate("vouch",
                                          "If your network uses its own certificate authority, "
                                          "run: vouch config set ca-bundle-aws FILE")),
      checks({clock, configuration, servers, session, signIn, authenticator, sts, awsHttp, routes,
              credentials, profiles},
             [this] { return desktopFacts(*this); }),
      services(endpointServices(*this)), endpoint(paths, [this](std::string_view command) {
          return endpoint::findCommand(services, command);
      }) {}

} // namespace vouch
