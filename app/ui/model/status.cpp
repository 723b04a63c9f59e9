// SPDX-License-Identifier: Apache-2.0
#include "ui/model/status.h"

#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/credential_provider.h"
#include "session/current_server.h"
#include "session/ending/sign_out.h"
#include "session/keys/sign_in.h"
#include "session/prompting/prompt_snooze.h"
#include "session/prompting/questions.h"
#include "session/session.h"
#include "ui/text/window_text.h"

#include <QNetworkInformation>

#include <algorithm>

namespace vouch::ui {

using std::chrono::seconds;

namespace {

bool isOffline() {
    const auto *network = QNetworkInformation::instance();
    return network != nullptr &&
           network->reachability() == QNetworkInformation::Reachability::Disconnected;
}

} // namespace

Status::Status(const Services &services) : services_(services) {
    QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability);
    watchNetwork();
    connect(&services_.session, &Session::began, this, [this] {
        problem_.reset();
        Q_EMIT changed();
    });
    connect(&services_.session, &Session::ended, this, &Status::changed);
    connect(&services_.signIn, &SignIn::requestersChanged, this, &Status::takeRequesters);
    connect(&services_.signIn, &SignIn::stateChanged, this,
            [this, was = std::pair(false, QString())]() mutable {
                const auto now = std::pair(services_.signIn.isUnderWay(),
                                           services_.signIn.state().askingSystem());
                if (std::exchange(was, now) == now)
                    return;
                if (services_.signIn.isUnderWay())
                    problem_.reset();
                Q_EMIT changed();
            });
    connect(&services_.signIn, &SignIn::failed, this, &Status::takeFailure);
    connect(&services_.questions, &Questions::currentChanged, this, &Status::takeRequesters);
    connect(&services_.credentials, &CredentialProvider::inUseChanged, this, &Status::changed);
    connect(&services_.credentials, &CredentialProvider::clockOff, this, &Status::changed);
    connect(&services_.signOut, &SignOut::openChanged, this, &Status::changed);
    connect(&services_.configuration, &Configuration::changed, this, &Status::forgetProblem);
    connect(&services_.configuration, &Configuration::problemChanged, this, &Status::changed);
    connect(&services_.activity, &Activity::changed, this, &Status::changed);
    connect(&services_.snooze, &PromptSnooze::changed, this, &Status::changed);
    connect(this, &Status::changed, this, &Status::arm); // before any other receiver
    clockSet_ = services_.clock.whenSet([this] { Q_EMIT changed(); });
    takeRequesters();
}

Status::~Status() = default;

State Status::state() const {
    const bool active = services_.session.isActive();
    if (services_.signIn.isUnderWay() || services_.questions.current() != nullptr)
        return State::Waiting;
    if (active)
        return sessionState(left());
    if (!hasServer())
        return State::NotSetUp;
    return problem_ ? State::Problem : State::SignedOut;
}

bool Status::hasServer() const {
    return !services_.configuration.settings().server.isEmpty();
}

TrayPicture Status::picture() const {
    return trayPicture(state(), left(),
                       services_.session.expiresAt() - services_.session.beganAt());
}

seconds Status::left() const {
    if (!services_.session.isActive())
        return seconds::zero();
    return std::max(services_.session.expiresAt() - services_.clock.now(), seconds::zero());
}

int Status::waitingFor(Requester::Purpose purpose) const {
    return int(std::ranges::count_if(
        waiting_, [purpose](const Waiting &one) { return one.who.purpose == purpose; }));
}

int Status::waitingForGit() const {
    return waitingFor(Requester::Purpose::Git);
}

int Status::waitingForCredentials() const {
    return waitingFor(Requester::Purpose::Program);
}

bool Status::isQuestionAlone() const {
    return services_.questions.current() != nullptr && !services_.signIn.isUnderWay();
}

void Status::takeRequesters() {
    QList<Waiting> before = std::exchange(waiting_, {});
    QList<Requester> requesters = services_.signIn.requesters();
    if (const Questions::Question *question = services_.questions.current())
        requesters.append(question->requesters);
    for (const Requester &who : requesters) {
        const auto known = std::ranges::find(before, who, &Waiting::who);
        if (known == before.end()) {
            waiting_.append({who, services_.clock.now()});
        } else {
            waiting_.append(*known);
            before.erase(known);
        }
    }
    Q_EMIT changed();
}

void Status::takeFailure(const Error &error) {
    using Kind = Error::Kind;
    // Neither a cancellation nor an unanswered prompt is a problem; without a server, nobody was
    // ever able to sign in.
    if (error.kind() == Kind::Canceled || error.kind() == Kind::TimedOut || !hasServer())
        return;
    Problem problem{tr("You are not signed in"), textInWindow(error), error};
    if (error.isNetwork() && isOffline()) {
        problem.title = tr("You are offline");
        problem.text = tr("Vouch will try again when you're back online.");
    } else if (error.isNetwork()) {
        problem.title = tr("Can't reach %1").arg(services_.servers.name());
        if (error.kind() == Kind::NoResponse)
            problem.text = tr("The network is up, but the server isn't responding. If you use a "
                              "VPN, connect it.");
    } else if (error.kind() == Kind::Keychain) {
        problem.title = error.message();
        problem.text = adviceFrom(error.hint()).text;
    }
    problem_ = problem;
    Q_EMIT changed();
    Q_EMIT problemArose();
}

void Status::forgetProblem() {
    problem_.reset();
    Q_EMIT changed();
}

void Status::watchNetwork() {
    const auto *network = QNetworkInformation::instance();
    if (network == nullptr)
        return;
    connect(network, &QNetworkInformation::reachabilityChanged, this, [this] {
        if (isOffline() || !problem_ || !problem_->cause.isNetwork())
            return;
        forgetProblem();
        Q_EMIT networkCameBack();
    });
}

void Status::arm() {
    nextPicture_.reset();
    const Time end = services_.session.expiresAt();
    const seconds next = nextPicture(left(), end - services_.session.beganAt());
    if (services_.session.isActive() && next > seconds::zero())
        nextPicture_ = services_.clock.at(end - next, [this] { Q_EMIT changed(); });
}

} // namespace vouch::ui
