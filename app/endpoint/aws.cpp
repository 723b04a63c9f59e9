// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include "session/profiles/profile_import.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompts.h"
#include "session/prompting/questions.h"
#include "wire/text.h"

#include <QCoreApplication>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

std::string shown(const QString &text) {
    return wire::displayText(bytes(text));
}

QString requireProfile(const wire::Block &request) {
    QString profile = text(request, "profile");
    if (profile.isEmpty())
        throw Error(Error::Kind::Malformed, Strings::tr("The request doesn't name an AWS profile."),
                    Strings::tr("List the AWS profiles: vouch aws list"));
    return profile;
}

/// Whether entering the keys again can fix the error.
bool isRetryable(const Error &error) {
    switch (error.kind()) {
    case Error::Kind::Malformed:
    case Error::Kind::Role:
    case Error::Kind::Network:
    case Error::Kind::NoResponse:
    case Error::Kind::Server:
        return true;
    default:
        return false;
    }
}

/// Asks in a window until AWS accepts the keys or the user declines.
QCoro::Task<QString> addInWindow(Services &services, Conversation &client, QString profile,
                                 std::stop_token stop) {
    if (!services.prompts.hasDisplay())
        throw Error(Error::Kind::PromptNeeded, Strings::tr("Vouch is running without a display."),
                    Strings::tr("Run: vouch aws add --terminal %1").arg(profile));
    sendWaiting(services, client);
    Questions::Question question;
    question.kind = Questions::Question::Kind::Keys;
    question.name = profile;
    Requester who = describe(client.peer());
    who.purpose = Requester::Purpose::AddProfile;
    who.role = profile;
    question.requesters = {who};
    auto waiter = services.questions.ask(question);
    const std::stop_callback onStop(stop, [&waiter] { waiter.reset(); }); // the client hung up
    while (true) {
        const auto answered = waiter->answer();
        const Questions::Answer answer = co_await answered;
        throwIfStopped(stop);
        std::optional<Error> error;
        try {
            const Profiles::AccessKeys keys{answer.text.trimmed().toUtf8(), answer.secret};
            QString arn = co_await services.profiles.add(profile, keys, stop);
            throwIfStopped(stop);
            co_return arn;
        } catch (const Error &failure) {
            error = failure;
        }
        throwIfStopped(stop);
        if (!isRetryable(*error))
            throw *error;
        waiter->askAgain(error->message());
    }
}

QCoro::Task<QString> addInTerminal(Services &services, Conversation &client, QString profile,
                                   std::stop_token stop) {
    const SharedSecret id = co_await client.ask("key_id");
    throwIfStopped(stop);
    const SharedSecret secret = co_await client.ask("secret");
    throwIfStopped(stop);
    const Profiles::AccessKeys keys{id->view().toByteArray().trimmed(), secret};
    QString arn = co_await services.profiles.add(profile, keys, stop);
    throwIfStopped(stop);
    co_return arn;
}

} // namespace

QCoro::Task<> awsList(Services &services, Conversation &client, wire::Block request,
                      std::stop_token stop) {
    const bool onlyKnown = request.value("known") == "yes"; // without unlocking the keychain
    Profiles &profiles = services.profiles;
    auto listing = onlyKnown ? profiles.knownList(stop) : profiles.list(stop);
    const QList<ProfileEntry> entries = co_await std::move(listing);
    throwIfStopped(stop);
    for (const ProfileEntry &entry : entries)
        client.sendEvent("profile", [&entry](wire::BlockWriter &block) {
            const QLatin1StringView kind = kindName(entry.kind);
            block.add("name", shown(entry.name))
                .add("kind", {kind.data(), std::size_t(kind.size())})
                .addUnlessEmpty("mfa_serial", shown(entry.mfaSerial))
                .addUnlessEmpty("region", shown(entry.region))
                .addUnlessEmpty("account", shown(entry.account))
                .addUnlessEmpty("problem", shown(entry.problem));
            if (entry.cachedUntil != Time())
                block.add("cached_until", entry.cachedUntil.time_since_epoch().count());
        });
    client.succeed([&entries](wire::BlockWriter &block) { block.add("count", entries.size()); });
}

QCoro::Task<> awsAdd(Services &services, Conversation &client, wire::Block request,
                     std::stop_token stop) {
    const QString profile = requireProfile(request);
    QString arn;
    if (asksInTerminal(services, request))
        arn = co_await addInTerminal(services, client, profile, stop);
    else
        arn = co_await addInWindow(services, client, profile, stop);
    throwIfStopped(stop);
    client.succeed([&](wire::BlockWriter &block) {
        block.add("profile", shown(profile)).add("arn", shown(arn));
    });
}

QCoro::Task<> awsRemove(Services &services, Conversation &client, wire::Block request,
                        std::stop_token stop) {
    co_await services.profiles.remove(requireProfile(request), stop);
    throwIfStopped(stop);
    client.succeed();
}

/// With `blank=ask`, requests a `choice` of yes or no if anything was imported.
QCoro::Task<> awsImport(Services &services, Conversation &client, wire::Block request,
                        std::stop_token stop) {
    const auto report = [&client](const ProfileImport::Result &result) {
        client.sendEvent(result.error ? "failed" : "imported", [&](wire::BlockWriter &block) {
            block.add("name", shown(result.profile)).addUnlessEmpty("arn", shown(result.arn));
            if (result.error)
                block.add("message", shown(result.error->message()))
                    .addUnlessEmpty("hint", shown(result.error->hint()));
        });
    };
    const QStringList imported =
        co_await services.profileImport.import(text(request, "profile"), report, stop);
    throwIfStopped(stop);
    bool blank = request.value("blank") == "yes";
    if (request.value("blank") == "ask" && !imported.isEmpty()) {
        const SharedSecret choice = co_await client.ask("choice");
        throwIfStopped(stop);
        blank = choice->view() == QByteArrayView("yes");
    }
    QString backup;
    if (blank && !imported.isEmpty()) {
        backup = co_await services.profileImport.blank(imported, stop);
        throwIfStopped(stop);
    }
    client.succeed([&](wire::BlockWriter &block) {
        block.add("count", imported.size()).addUnlessEmpty("copy", shown(backup));
    });
}

} // namespace vouch::endpoint
