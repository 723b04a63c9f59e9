// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "endpoint/conversation.h"
#include "session/prompting/prompt_context.h"

#include <functional>

namespace vouch {
class Activity;
class GitCredentials;
class HealthChecks;
class Configuration;
class ConsoleSignIn;
class CredentialProvider;
class DeviceReport;
class Enrollment;
class InstalledUpdate;
class InsertedKeys;
class Keys;
class ProfileImport;
class Profiles;
class ProgramCredentials;
class Prompts;
class Questions;
class RouteResolver;
class PromptSnooze;
class SavedState;
class CurrentServer;
class Session;
class SignIn;
class SignOut;
} // namespace vouch

namespace vouch::endpoint {

/// What the commands use. Must outlive the endpoint and its conversations.
struct Services {
    Configuration &configuration;
    CurrentServer &servers;
    Session &session;
    SignIn &signIn;
    Enrollment &enrollment;
    GitCredentials &gitCredentials;
    HealthChecks &checks;
    const DeviceReport &report;
    Keys &keys;
    InsertedKeys &insertedKeys;
    Activity &activity;
    PromptSnooze &snooze;
    SavedState &savedState;
    const Prompts &prompts;
    RouteResolver &routes;
    CredentialProvider &credentials;
    Profiles &profiles;
    ProfileImport &profileImport;
    ProgramCredentials &programs;
    ConsoleSignIn &console;
    Questions &questions;
    SignOut &signOut;
    const InstalledUpdate &update;
    std::function<void()> requireRoomToWait; ///< throws if no more requests may wait
    /// Brings the application to the front, with the caller's activation token if it sent one, and
    /// opens a window (`settings`, `sign-in`) if it names one. False if the application has no
    /// display.
    std::function<bool(const QByteArray &activationToken, const QString &window)> raise;
    std::function<void()> quit; ///< cancels sign-ins, answers waiting requests, then quits
};

/// The handler for a command (helper/wire/README.md, Commands); empty if the command is unknown.
Conversation::Handler findCommand(Services &services, std::string_view command);

// One coroutine per command. They can take references: the services outlive everything, and a
// conversation is alive whenever `stop` hasn't been requested.
QCoro::Task<> gitCredential(Services &services, Conversation &client, wire::Block request,
                            std::stop_token stop);
QCoro::Task<> login(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop);
QCoro::Task<> enroll(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop);
QCoro::Task<> logout(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop);
QCoro::Task<> status(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop);
QCoro::Task<> route(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop);
QCoro::Task<> forgetList(Services &services, Conversation &client, wire::Block request,
                         std::stop_token stop);
QCoro::Task<> forget(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop);
QCoro::Task<> check(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop);
QCoro::Task<> posture(Services &services, Conversation &client, wire::Block request,
                      std::stop_token stop);
QCoro::Task<> keysList(Services &services, Conversation &client, wire::Block request,
                       std::stop_token stop);
QCoro::Task<> keysAdd(Services &services, Conversation &client, wire::Block request,
                      std::stop_token stop);
QCoro::Task<> keysRename(Services &services, Conversation &client, wire::Block request,
                         std::stop_token stop);
QCoro::Task<> keysRemove(Services &services, Conversation &client, wire::Block request,
                         std::stop_token stop);
QCoro::Task<> keysChangePin(Services &services, Conversation &client, wire::Block request,
                            std::stop_token stop);
QCoro::Task<> awsList(Services &services, Conversation &client, wire::Block request,
                      std::stop_token stop);
QCoro::Task<> awsAdd(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop);
QCoro::Task<> awsRemove(Services &services, Conversation &client, wire::Block request,
                        std::stop_token stop);
QCoro::Task<> awsImport(Services &services, Conversation &client, wire::Block request,
                        std::stop_token stop);
QCoro::Task<> credentialAws(Services &services, Conversation &client, wire::Block request,
                            std::stop_token stop);
QCoro::Task<> console(Services &services, Conversation &client, wire::Block request,
                      std::stop_token stop);
QCoro::Task<> teamFile(Services &services, Conversation &client, wire::Block request,
                       std::stop_token stop);
QCoro::Task<> quit(Services &services, Conversation &client, wire::Block request,
                   std::stop_token stop);
QCoro::Task<> raise(Services &services, Conversation &client, wire::Block request,
                    std::stop_token stop);

/// A request's value as text, and text as bytes for the wire.
QString text(const wire::Block &request, std::string_view key);
std::string bytes(const QString &text);

/// The AWS variables of the requester's environment; see wire::addAwsVariables.
AwsVariables awsVariables(const wire::Block &request);

/// Whether to prompt on the client's terminal, by the request's `via`: window, terminal, or either,
/// which means the window if there is a display.
bool asksInTerminal(const Services &services, const wire::Block &request);
/// Tells the client that a window is waiting for the user, and marks the conversation as waiting.
/// Throws if no more requests may wait.
void sendWaiting(const Services &services, Conversation &client);

} // namespace vouch::endpoint
