// SPDX-License-Identifier: Apache-2.0
#include "session/keys/enrollment.h"

#include "core/log.h"
#include "fido/authenticator.h"
#include "identity/server.h"
#include "session/current_server.h"
#include "session/keys/keys.h"
#include "session/session.h"

#include <utility>

namespace vouch {

using namespace std::chrono_literals;
using Step = Enrollment::CeremonyState::Kind;
using identity::DevicePoll;

namespace {

/// RFC 8628 section 3.5: what slow_down adds to the polling interval.
constexpr auto slowDownStep = 5s;
/// Upper limit of the backoff that the same section has clients apply while the server is
/// unreachable.
constexpr auto maxPause = 30s;

} // namespace

Enrollment::Enrollment(CurrentServer &servers, fido::Authenticator &authenticator, Keys &keys,
                       Session &session, Clock &clock)
    : servers_(servers), authenticator_(authenticator), keys_(keys), session_(session),
      clock_(clock) {
    connect(&servers_, &CurrentServer::changed, this, &Enrollment::cancel);
}

Enrollment::~Enrollment() = default;

std::unique_ptr<Enrollment::Run> Enrollment::begin(CeremonyRunner runner) {
    if (isUnderWay())
        throw Error(Error::Kind::Busy, tr("Vouch is already waiting for a browser."),
                    tr("Finish signing in there, or cancel in Vouch's window."));
    auto run = std::unique_ptr<Run>(new Run(this));
    run_ = run.get();
    runner_ = std::move(runner);
    problem_.reset();
    failure_ = Step::Failed;
    setState(Step::Asking);
    task_ = ScopedTask([this](std::stop_token stop) { return this->run(stop); },
                       [this](const Error &error) {
                           problem_ = error;
                           finish(error, failure_);
                       });
    return run;
}

Enrollment::Run::~Run() {
    if (enrollment_)
        enrollment_->leave(this);
}

void Enrollment::leave(Run *run) {
    if (run == run_)
        cancel();
}

void Enrollment::cancel() {
    if (!isUnderWay())
        return;
    finish(canceled(), Step::Idle);
}

/// Resolves the run before the final state is shown, so that observers of the state can rely on it.
void Enrollment::finish(const std::optional<Error> &error, CeremonyState last) {
    task_.stop();
    wake_ = Deferred<bool>(); // what the task was waiting for won't come
    Run *run = std::exchange(run_, nullptr);
    if (error)
        run->deferred_.fail(*error);
    else
        run->deferred_.deliver(true);
    setState(std::move(last));
}

void Enrollment::setState(CeremonyState state) {
    if (state == state_)
        return;
    const bool isNewKind = state.kind != state_.kind;
    state_ = std::move(state);
    if (isNewKind)
        qCDebug(logTask) << "enrollment:" << state_.kind;
    Q_EMIT stateChanged();
}

void Enrollment::updateEnd() {
    CeremonyState state = state_;
    state.until = clock_.now() + (end_ - clock_.elapsed());
    if (abs(state.until - state_.until) > 1s) // otherwise it's only rounding
        setState(state);
}

QCoro::Task<> Enrollment::sleep(std::chrono::seconds time, std::stop_token stop) {
    // One more, because both clocks count whole seconds: never poll faster than requested.
    const auto end = clock_.elapsed() + time + 1s;
    while (clock_.elapsed() < end) {
        wake_ = Deferred<bool>();
        const auto due =
            clock_.at(clock_.now() + (end - clock_.elapsed()), [this] { wake_.deliver(true); });
        co_await wake_.future();
        throwIfStopped(stop);
    }
}

QCoro::Task<> Enrollment::run(std::stop_token stop) {
    const auto server = servers_.server();
    const auto login = co_await approval(server, stop);
    throwIfStopped(stop);
    CeremonyState done(Step::Approved);
    done.email = login.email;
    setState(done);
    throwIfStopped(stop);      // by an observer of the state
    session_.begin(login, {}); // without a key: none was touched
    done.key = co_await registerKey(stop);
    throwIfStopped(stop);
    done.kind = Step::Done;
    finish({}, done);
}

QCoro::Task<identity::Login> Enrollment::approval(std::shared_ptr<identity::Server> server,
                                                  std::stop_token stop) {
    const auto device = co_await server->beginEnrollment(stop);
    throwIfStopped(stop);
    end_ = clock_.elapsed() + device.lifetime;
    CeremonyState waiting(Step::Waiting);
    waiting.code = device.userCode;
    waiting.address = device.address;
    waiting.complete = device.completeAddress;
    waiting.until = device.expiresAt;
    setState(waiting);
    Q_EMIT browserWanted(device.browserAddress());
    const auto clockWatch = clock_.whenSet([this] {
        updateEnd();
        wake_.deliver(true);
    });

    identity::Login login;
    auto interval = device.interval;
    auto pause = interval;
    while (true) {
        co_await sleep(pause, stop);
        throwIfStopped(stop);
        auto answer = DevicePoll::Expired;
        if (clock_.elapsed() < end_) {
            answer = co_await server->pollEnrollment(device.deviceCode, &login, stop);
            throwIfStopped(stop);
        }
        CeremonyState now = state_;
        now.reachable = answer != DevicePoll::Unreachable;
        switch (answer) {
        case DevicePoll::Approved:
            co_return login;
        case DevicePoll::Denied:
            failure_ = Step::Denied;
            throw Error(Error::Kind::Server, tr("The sign-in was denied in the browser."),
                        tr("If that wasn't you, tell your administrator."));
        case DevicePoll::Expired:
            failure_ = Step::Expired;
            throw Error(Error::Kind::TimedOut, tr("The code has expired."),
                        tr("Try again with a new code."));
        case DevicePoll::SlowDown:
            interval += slowDownStep;
            ++now.slowedDown;
            break;
        case DevicePoll::Pending:
        case DevicePoll::Unreachable:
            break;
        }
        setState(now);
        pause = now.reachable
                    ? interval
                    : std::max(interval, std::min<std::chrono::seconds>(2 * pause, maxPause));
    }
}

QCoro::Task<Enrollment::KeyState> Enrollment::registerKey(std::stop_token stop) {
    // Enrollment has succeeded by now; a failure here only leaves the key unregistered.
    std::optional<Error> problem;
    try {
        const KeyState state = co_await lookAtKeys(stop);
        throwIfStopped(stop);
        if (state != KeyState::NotAdded || !session_.isActive())
            co_return KeyState(state);
        CeremonyState registering(Step::RegisteringKey);
        registering.email = state_.email;
        setState(registering);
        co_await keys_.add(QString(), runner_, stop);
        throwIfStopped(stop);
        co_return KeyState::Added;
    } catch (const Error &error) {
        problem = error;
    }
    throwIfStopped(stop);
    if (problem->kind() != Error::Kind::Canceled)
        problem_ = problem;
    co_return KeyState::NotAdded;
}

/// NotAdded if a key is inserted and the server knows none of the inserted ones; where the system
/// keeps them to itself, if the server knows no key of the user's.
QCoro::Task<Enrollment::KeyState> Enrollment::lookAtKeys(std::stop_token stop) {
    const auto server = servers_.server();
    const auto inserted = co_await authenticator_.keys();
    throwIfStopped(stop);
    const bool bySystem = authenticator_.systemKeys() != nullptr;
    if (inserted.isEmpty() && !bySystem)
        co_return KeyState::None;
    // The excluded credentials include one that the user has just registered in the browser.
    const auto known =
        co_await server->beginKeyRegistration(tr("Security key"), session_.accessToken(), stop);
    throwIfStopped(stop);
    if (bySystem) // which doesn't tell whether a key holds an account before it is touched
        co_return known.request.excludedIds.isEmpty() ? KeyState::NotAdded : KeyState::Known;
    for (const fido::Key &key : inserted) {
        bool holds = false;
        try {
            holds = co_await authenticator_.holdsAny(key.path, known.request.rpId,
                                                     known.request.excludedIds);
        } catch (const fido::KeyError &) {
            // If this key is used, its ceremony reports the error.
        }
        throwIfStopped(stop);
        if (holds)
            co_return KeyState::Known;
    }
    co_return KeyState::NotAdded;
}

} // namespace vouch
