// SPDX-License-Identifier: Apache-2.0
#include "session/doctor/diagnosis.h"

#include "aws/arn.h"
#include "codecommit/address.h"
#include "codecommit/host.h"
#include "core/advice.h"
#include "core/displayed.h"
#include "core/error.h"
#include "settings/names.h"

#include <QCoreApplication>

#include <array>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

using Cause = Diagnosis::Cause;

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::Diagnosis)
};

bool containsAny(const QString &text, std::initializer_list<QLatin1StringView> parts) {
    return std::ranges::any_of(parts, [&text](QLatin1StringView part) {
        return text.contains(part, Qt::CaseInsensitive);
    });
}

QString hostIn(const QString &region) {
    return QString::fromStdString(codecommit::hostIn(region.toStdString()));
}

/// Parses a name, and the addresses of git-remote-codecommit; nothing for any other.
std::optional<RepositoryAddress> codecommitAddress(const QString &url, const QString &region) {
    const auto parsed = codecommit::parseTyped(url.toStdString());
    if (!parsed)
        return std::nullopt;
    const std::string usedRegion = parsed->region.empty() ? region.toStdString() : parsed->region;
    if (!codecommit::isRegion(usedRegion))
        return std::nullopt;
    auto address =
        addressIn(QString::fromStdString(usedRegion), QString::fromStdString(parsed->repository));
    address.userName = QString::fromStdString(parsed->profile);
    return address;
}

QString noRepository(const RepositoryFacts &facts) {
    const QString account = accountOf(facts.role); // unknown for an AWS profile
    return account.isEmpty() ? Strings::tr("There is no repository %1 in %2.")
                                   .arg(facts.repository.name(), facts.repository.region)
                             : Strings::tr("Account %3 doesn't have a repository %1 in %2.")
                                   .arg(facts.repository.name(), facts.repository.region, account);
}

/// Names the action and the ARN, which an administrator needs to know.
Cause missingPermission(Cause::Kind kind, const RepositoryFacts &facts) {
    const bool push = kind == Cause::Kind::Push;
    const QString arn = u"arn:%1:codecommit:%2:%3:%4"_s.arg(
        aws::partitionOf(facts.repository.region), facts.repository.region, accountOf(facts.role),
        facts.repository.name());
    return {kind,
            (push ? Strings::tr("The role %1 isn't allowed to push to %2.")
                  : Strings::tr("The role %1 isn't allowed to fetch %2."))
                .arg(facts.role.name, facts.repository.name()),
            Strings::tr("Ask an administrator of account %1 to allow %2 on %3")
                .arg(accountOf(facts.role),
                     push ? u"codecommit:GitPush"_s : u"codecommit:GitPull"_s, arn)};
}

Cause otherRole(const RepositoryFacts &facts, bool push) {
    return {Cause::Kind::Role,
            (push ? Strings::tr("The role %1 isn't allowed to push to %2, but your role %3 is.")
                  : Strings::tr("The role %1 isn't allowed to fetch %2, but your role %3 is."))
                .arg(facts.role.name, facts.repository.name(), facts.otherRole->name),
            u"git config --global credential.%1.username %2"_s.arg(
                facts.repository.url().toString(QUrl::FullyEncoded), facts.otherRole->name)};
}

Cause otherRegion(const RepositoryFacts &facts) {
    const QString host =
        QString::fromStdString(codecommit::hostIn(facts.otherRegion.toStdString()));
    return {Cause::Kind::Region,
            Strings::tr("The repository %1 is in %2, but this address says %3.")
                .arg(facts.repository.name(), facts.otherRegion, facts.repository.region),
            u"git remote set-url origin https://%1/%2"_s.arg(host, facts.repository.path)};
}

Cause maybeRole(const RepositoryFacts &facts) {
    return {Cause::Kind::Role,
            Strings::tr("The role %1 in account %2 may be the wrong one for %3.")
                .arg(facts.role.name, accountOf(facts.role), facts.repository.name()),
            Strings::tr("Add the right role: vouch config add-role NAME ARN")};
}

Cause maybeRegion(const RepositoryFacts &facts) {
    return {
        Cause::Kind::Region,
        Strings::tr("The region in the address, %1, may be wrong.").arg(facts.repository.region),
        Strings::tr("Look up the repository's address in the AWS console.")};
}

Cause policy(const RepositoryFacts &facts, bool certain) {
    return {Cause::Kind::Policy,
            certain ? Strings::tr("A policy of your organization or session denies access to %1.")
                          .arg(facts.repository.name())
                    : Strings::tr("A policy of your organization or session may deny access."),
            Strings::tr("Show this to an administrator of account %1.").arg(accountOf(facts.role))};
}

/// The possible causes of one failed attempt, by HTTP status and AWS's message.
QList<Cause> causesOf(const RepositoryFacts &facts, const Attempt &attempt, bool push) {
    using Kind = Cause::Kind;
    if (attempt.status == 0)
        return {{Kind::Network, attempt.failure, attempt.hint}};
    if (attempt.status == 429 || containsAny(attempt.message, {"throttl"_L1, "rate exceeded"_L1}))
        return {{Kind::Throttled, Strings::tr("AWS is throttling requests."),
                 Strings::tr("Try again in a minute.")}};
    if (attempt.status >= 500)
        return {{Kind::Aws,
                 Strings::tr("AWS is having problems in %1.").arg(facts.repository.region),
                 Strings::tr("Try again in a minute.")}};
    if (containsAny(attempt.message, {"signature has expired"_L1, "not yet current"_L1}))
        return {{Kind::Clock, Strings::tr("AWS says this computer's clock is wrong."),
                 advice::setClock()}};
    if (attempt.status == 401 || containsAny(attempt.message, {"security token"_L1}))
        return {{Kind::Session, Strings::tr("AWS no longer accepts your session."),
                 Strings::tr("Run: vouch logout, then: vouch login")}};

    // Certain causes: it worked with another role or in another region.
    QList<Cause> causes;
    if (!facts.otherRegion.isEmpty())
        causes.append(otherRegion(facts));
    if (facts.otherRole)
        causes.append(otherRole(facts, push));
    if (!causes.isEmpty())
        return causes;

    // AWS's "is not authorized" messages name the kind of policy.
    if (containsAny(attempt.message,
                    {"session policy"_L1, "explicit deny"_L1, "explicitly denies"_L1,
                     "service control policy"_L1, "resource control policy"_L1,
                     "permissions boundary"_L1, "endpoint policy"_L1}))
        return {policy(facts, true)};
    if (attempt.status == 404)
        return {{Kind::NoRepository, noRepository(facts),
                 Strings::tr("Look up the repository's address in the AWS console.")},
                maybeRole(facts)};
    const Cause permission = missingPermission(push ? Kind::Push : Kind::Pull, facts);
    // If fetching works, the role, account and region are right.
    if (push && facts.fetch.status == 200)
        return {permission};
    if (containsAny(attempt.message, {"no identity-based policy"_L1}))
        return {permission, maybeRole(facts), maybeRegion(facts)};
    return {maybeRole(facts), permission, maybeRegion(facts), policy(facts, false)};
}

CheckResult allowed(const RepositoryFacts &facts, bool push) {
    return {push ? u"push"_s : u"fetch"_s,
            CheckResult::State::Ok,
            (push ? Strings::tr("CodeCommit lets the role %1 push to %2.")
                  : Strings::tr("CodeCommit lets the role %1 fetch %2."))
                .arg(facts.role.name, facts.repository.name()),
            {}};
}

} // namespace

RepositoryAddress addressFrom(const QString &text, const QString &region) {
    if (auto address = codecommitAddress(text, region))
        return *std::move(address);
    const QUrl url(text);
    const std::string name = url.host(QUrl::FullyEncoded).toStdString();
    const auto host = codecommit::parseHost(name);
    const QString path = url.path(QUrl::FullyDecoded);
    if (url.scheme() != "https"_L1 || !host || path.size() < 2)
        throw Error(Error::Kind::Unsupported, Strings::tr("That isn't a CodeCommit address."),
                    Strings::tr("A CodeCommit address looks like "
                                "https://git-codecommit.REGION.amazonaws.com/v1/repos/NAME."));
    RepositoryAddress address;
    address.host = QString::fromStdString(name);
    address.region = QString::fromStdString(host->lowerCaseRegion());
    address.path = path.sliced(1);
    address.userName = url.userName();
    return address;
}

RepositoryAddress addressIn(const QString &region, const QString &name) {
    return {hostIn(region), region, u"v1/repos/"_s + name, {}};
}

QString RepositoryAddress::name() const {
    return displayed(path.section(u'/', -1));
}

QUrl RepositoryAddress::url() const {
    QUrl url(u"https://"_s + host);
    url.setPath(u'/' + path);
    return url;
}

Diagnosis diagnose(const RepositoryFacts &facts) {
    if (facts.fetch.status != 200)
        return {facts, causesOf(facts, facts.fetch, false)};
    if (facts.push.status != 200)
        return {facts, causesOf(facts, facts.push, true)};
    const QString url = facts.repository.url().toString(QUrl::FullyEncoded);
    return {facts,
            {{Cause::Kind::OtherPassword,
              Strings::tr("CodeCommit lets the role %1 fetch %2 and push to it. If git is refused, "
                          "it's sending another program's password.")
                  .arg(facts.role.name, facts.repository.name()),
              Strings::tr("Run: vouch doctor %1").arg(url)}}};
}

QList<CheckResult> Diagnosis::results() const {
    using State = CheckResult::State;
    const bool mayFetch = facts.fetch.status == 200;
    const bool mayPush = facts.push.status == 200;
    QList<CheckResult> found;
    if (mayFetch)
        found.append(allowed(facts, false));
    if (!mayFetch || !mayPush) {
        using Kind = Cause::Kind;
        const Kind first = causes.first().kind;
        // Read-only access may be intended, so it's only a warning.
        const bool readOnly = mayFetch && (first == Kind::Push || first == Kind::Role);
        State state = readOnly ? State::Warning : State::Problem;
        for (const Cause &cause : causes) {
            found.append({mayFetch ? u"push"_s : u"fetch"_s, state, cause.message, cause.fix});
            state = State::Warning; // the others are only possible causes
        }
    }
    if (mayPush)
        found.append(allowed(facts, true));
    return found;
}

} // namespace vouch
