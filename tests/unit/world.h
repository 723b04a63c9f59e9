// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "aws/sts.h"
#include "end_of_tasks.h"
#include "fido/authenticator.h"
#include "http/http.h"
#include "identity/server.h"
#include "keychain/keychain.h"
#include "moving_clock.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/console_sign_in.h"
#include "session/credentials/credential_provider.h"
#include "session/credentials/git_credentials.h"
#include "session/credentials/program_credentials.h"
#include "session/credentials/route_resolver.h"
#include "session/current_server.h"
#include "session/device_report.h"
#include "session/ending/sign_out.h"
#include "session/keys/enrollment.h"
#include "session/keys/inserted_keys.h"
#include "session/keys/key_addition.h"
#include "session/keys/keys.h"
#include "session/keys/sign_in.h"
#include "session/notices.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompt_snooze.h"
#include "session/prompting/prompts.h"
#include "session/prompting/questions.h"
#include "session/saved_state.h"
#include "session/session.h"

#include <QFileInfo>
#include <QTcpServer>
#include <QTemporaryDir>

namespace vouch::test {

class NoKeys final : public fido::Transport {
public:
    QList<fido::Key> keys() override { return {}; }
    std::unique_ptr<fido::Channel> open(const QString &) override { return nullptr; }
    std::unique_ptr<QObject> watch(std::function<void()>) override {
        return std::make_unique<QObject>();
    }
};

/// The parts of the application with a clock that the test moves. Everything is real except the
/// security keys (none is inserted) and the server, which accepts connections but never answers.
struct World {
    /// Uses the AWS files that the test's environment names.
    explicit World(bool setUp = true) : isSetUp(setUp) {
        profiles.setFiles(qEnvironmentVariable("AWS_CONFIG_FILE"),
                          qEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE"));
    }

    /// The file with an organization's defaults; there is none at first.
    QString organizationFile() const {
        return folder.filePath(QStringLiteral("organization/settings"));
    }

    SettingsFile written() {
        SettingsFile file(folder.filePath(QStringLiteral("config/settings")),
                          {organizationFile(), QFileInfo(folder.path()).ownerId()});
        if (!isSetUp)
            return file;
        server.listen(QHostAddress::LocalHost);
        file.set(QStringLiteral("server.url"),
                 QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
        const QString arn = QStringLiteral("arn:aws:iam::123456789012:role/%1");
        for (const QString &name : {QStringLiteral("Auditor"), QStringLiteral("Developer")})
            file.addRole({name, arn.arg(name), QStringLiteral("us-east-1")},
                         name == QStringLiteral("Developer"));
        return file;
    }

    void signIn(std::chrono::seconds length) {
        identity::Login login;
        login.accessToken = std::make_shared<Secret>(QByteArrayView("token"));
        login.email = QStringLiteral("nora.winter@example.com");
        login.expiresAt = clock.now() + length;
        session.begin(login, {});
    }

    EndOfTasks endOfTasks;
    bool isSetUp;
    QTemporaryDir folder;
    QTcpServer server;
    MovingClock clock;
    Keychain keychain{std::chrono::seconds(10)};
    Configuration configuration{written()};
    SavedState savedState{folder.filePath(QStringLiteral("state/state.ini"))};
    Session session{clock};
    Notices notices{session, clock};
    Activity activity{folder.filePath(QStringLiteral("state/activity.jsonl"))};
    PromptSnooze snooze{clock};
    CurrentServer servers{configuration, session, keychain, clock};
    fido::Authenticator authenticator{std::make_unique<NoKeys>()};
    DeviceReport report{configuration, [] { return QtFuture::makeReadyFuture(QByteArray("[]")); }};
    SignIn signIns{servers, authenticator, report, session, clock};
    InsertedKeys insertedKeys{authenticator};
    KeyAddition keyAddition{servers, authenticator, session, clock};
    Keys keys{servers, session, signIns, keyAddition};
    Enrollment enrollment{servers, authenticator, keys, session, clock};
    http::Client awsHttp;
    aws::Sts sts{awsHttp, clock};
    Questions questions;
    Prompts prompts{signIns, questions, session, snooze, clock};
    Profiles profiles{keychain, sts, questions, prompts, clock};
    RouteResolver routes{configuration, servers, profiles, questions, prompts};
    CredentialProvider credentials{servers, session, profiles, prompts, sts, clock};
    GitCredentials gitCredentials{routes,  credentials, session, sts,
                                  awsHttp, activity,    snooze,  clock};
    ProgramCredentials programs{configuration, session,  routes, credentials, questions,
                                prompts,       activity, snooze, clock};
    ConsoleSignIn console{programs, sts, awsHttp, activity, clock};
    SignOut signOut{{session, signIns, servers, credentials, profiles, programs, console}};
};

} // namespace vouch::test
