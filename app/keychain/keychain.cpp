// SPDX-License-Identifier: Apache-2.0
#include "keychain/keychain.h"

#include "core/advice.h"
#include "keychain/glib_bus.h"

#include "core/deferred.h"
#include "core/scoped_task.h"

#include <QCoreApplication>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <memory>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Keychain)
};

const QString service = u"vouch"_s;

struct Answer {
    QKeychain::Error error = QKeychain::NoError;
    QString text;
    SharedSecret secret; ///< of a reading job
};

Answer answerOf(QKeychain::Job *job) {
    Answer answer{job->error(), job->errorString(), nullptr};
    if (auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(job);
        reading != nullptr && answer.error == QKeychain::NoError)
        answer.secret = std::make_shared<Secret>(Secret::take(reading->binaryData()));
    return answer;
}

Error lockedError() {
    return Error(Error::Kind::Keychain, Strings::tr("Your keychain is locked."),
                 Strings::tr("Unlock it, then try again."));
}

/// Starts a job and waits for it up to `patience`. The job deletes itself when it's done.
QCoro::Task<Answer> finished(QKeychain::Job *job, std::chrono::milliseconds patience,
                             std::stop_token stop) {
    surviveSessionBus();
    const auto deferred = std::make_shared<Deferred<Answer>>();
    QObject::connect(job, &QKeychain::Job::finished,
                     [deferred](QKeychain::Job *done) { deferred->deliver(answerOf(done)); });
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, [deferred] { deferred->fail(keychainLate()); });
    limit.start(patience);
    const std::stop_callback onStop(stop, [deferred] { deferred->fail(canceled()); });
    job->start();
    Answer answer = co_await deferred->future();
    throwIfStopped(stop);
    co_return answer;
}

/// Throws the error for a failed job, based on the keychain's state.
QCoro::Task<> throwFailure(Answer answer) {
    const KeychainState state = co_await keychainState();
    switch (state) {
    case KeychainState::None:
        throw NoKeychain(false, Strings::tr("This system has no keychain."),
                         advice::installKeychain());
    case KeychainState::Gone:
        throw NoKeychain(true, sessionBusEnded().message(), sessionBusEnded().hint());
    case KeychainState::Locked:
        throw lockedError();
    case KeychainState::Late:
        throw keychainLate();
    case KeychainState::Open:
        throw Error(Error::Kind::Keychain, Strings::tr("Your keychain refused the request."),
                    Strings::tr("Open your keychain app and check that it works."), answer.text);
    }
}

} // namespace

Error sessionBusEnded() {
    return Error(
        Error::Kind::Keychain,
        Strings::tr("The connection to your desktop session was lost, and with it the keychain."),
        Strings::tr("Log out of your desktop and back in, then try again."));
}

Error keychainLate() {
    return Error(
        Error::Kind::Keychain, Strings::tr("Your keychain didn't respond."),
        Strings::tr("Answer the keychain's prompt or unlock the keychain, then try again."));
}

Keychain::Keychain(std::chrono::milliseconds patience) : patience_(patience) {
    watchKeychainBus();
}

QCoro::Task<std::optional<Secret>> Keychain::read(QString name, std::stop_token stop) {
    auto *job = new QKeychain::ReadPasswordJob(service);
    job->setKey(name);
    Answer answer = co_await finished(job, patience_, stop);
    if (answer.error == QKeychain::NoError)
        co_return Secret(answer.secret->view());
    // A locked or missing keychain also returns EntryNotFound.
    if (answer.error != QKeychain::EntryNotFound || co_await keychainState() != KeychainState::Open)
        co_await throwFailure(answer);
    throwIfStopped(stop);
    co_return std::nullopt;
}

QCoro::Task<> Keychain::write(QString name, SharedSecret secret, std::stop_token stop) {
    if (const auto largest = largestSecret(); largest && secret->view().size() > *largest)
        throw Error(
            Error::Kind::Keychain,
            Strings::tr("Your keychain stores at most %1 bytes in one entry, and “%2” "
                        "needs %3.")
                .arg(QString::number(*largest), name, QString::number(secret->view().size())),
            Strings::tr("Remove what you no longer use, such as AWS profiles."));
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setKey(name);
    job->setBinaryData(secret->view().toByteArray());
    const Answer answer = co_await finished(job, patience_, stop);
    if (answer.error != QKeychain::NoError)
        co_await throwFailure(answer);
}

QCoro::Task<> Keychain::remove(QString name, std::stop_token stop) {
    auto *job = new QKeychain::DeletePasswordJob(service);
    job->setKey(name);
    const Answer answer = co_await finished(job, patience_, stop);
    const bool gone =
        answer.error == QKeychain::NoError || (answer.error == QKeychain::EntryNotFound &&
                                               co_await keychainState() == KeychainState::Open);
    if (!gone)
        co_await throwFailure(answer);
}

} // namespace vouch
