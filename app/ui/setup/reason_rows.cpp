// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/reason_rows.h"

#include "core/error.h"
#include "gitconfig/configuration.h"
#include "gitconfig/effective.h"
#include "gitconfig/repository_checks.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/routes.h"
#include "session/doctor/health_checks.h"
#include "session/session.h"
#include "ui/setup/git_setup.h"
#include "ui/text/account_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/marked_lines.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

using Place = Advice::Place;
constexpr int maxDirectories = 4;

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::ReasonRows)
};

/// Where this repository was used recently.
QStringList directoriesOf(const RepositoryAddress &repository, const Activity &activity) {
    QStringList directories;
    for (const ActivityEntry &use : activity.latest(recentEntries))
        if (use.who.repository == repository.name() && !use.who.directory.isEmpty())
            directories.append(use.who.directory);
    directories.removeDuplicates();
    return directories.first(std::min<qsizetype>(directories.size(), maxDirectories));
}

Remedy opening(Place place) {
    return place == Place::None ? Remedy() : Remedy{Remedy::Kind::Open, {}, place};
}

/// A reason whose hint may name a command.
Reason reasonOf(const QString &message, const QString &hint) {
    const Advice advice = adviceFrom(hint);
    if (advice.place == Place::SignIn)
        return {message, advice.text, {Remedy::Kind::Renew, {}, {}}};
    return {message, advice.text, opening(advice.place)};
}

Reason reasonFrom(const Finding &finding) {
    const QString message = finding.fact + u". "_s + finding.detail;
    if (!std::holds_alternative<std::monostate>(finding.repair) ||
        finding.command.startsWith("vouch setup"_L1))
        return {message, Strings::tr("Setting up git fixes this."), opening(Place::Git)};
    return {message, finding.fix + u'.', opening(adviceFrom(finding.command).place)};
}

Reason reasonFrom(const Diagnosis::Cause &cause, const RepositoryFacts &facts) {
    using Kind = Diagnosis::Cause::Kind;
    switch (cause.kind) {
    case Kind::Role:
        if (facts.otherRole && facts.repository.userName.isEmpty()) // which would come first
            return {cause.message,
                    Strings::tr("Vouch can use %1 for this repository from now on.")
                        .arg(facts.otherRole->name),
                    {Remedy::Kind::UseRole, facts.otherRole->name, {}}};
        return {cause.message, Strings::tr("Add the right role in Vouch's settings."),
                opening(Place::Roles)};
    case Kind::Region:
        if (!facts.otherRegion.isEmpty()) {
            const QString url =
                addressIn(facts.otherRegion, facts.repository.name()).url().toString();
            return {cause.message,
                    Strings::tr("Its address is %1.").arg(url),
                    {Remedy::Kind::Copy, url, {}}};
        }
        break;
    case Kind::OtherPassword:
        return {cause.message, Strings::tr("Setting up git finds that program."),
                opening(Place::Git)};
    default:
        break;
    }
    return reasonOf(cause.message, cause.fix);
}

/// The text of a remedy's button; empty: it has none.
QString buttonText(const Remedy &remedy) {
    switch (remedy.kind) {
    case Remedy::Kind::UseRole:
        return Strings::tr("Use %1").arg(QString(remedy.value).replace(u'&', "&&"_L1));
    case Remedy::Kind::Copy:
        return Strings::tr("Copy the address");
    case Remedy::Kind::Renew:
        return Strings::tr("Sign in again");
    case Remedy::Kind::Open:
        switch (remedy.place) {
        case Place::Git:
            return Strings::tr("Set up git…");
        case Place::General:
        case Place::Aws:
        case Place::Roles:
        case Place::Profiles:
            return Strings::tr("Open Settings…");
        case Place::Keys:
            return Strings::tr("Open Keys…");
        case Place::SignIn:
        case Place::Help:
        case Place::None:
            break;
        }
        break;
    case Remedy::Kind::None:
        break;
    }
    return {};
}

/// What git's configuration says about a repository.
struct InGit {
    QList<Finding> conflicts;
    QString userName; ///< the role or profile that it chooses
};

InGit inGit(const QString &url, const QStringList &directories) {
    return {conflictsFor(url, directories),
            chosenUserName(url, readConfiguration(QDir::homePath()))};
}

} // namespace

QList<Reason> reasonsIn(const Diagnosis &diagnosis) {
    QList<Reason> reasons;
    for (const Diagnosis::Cause &cause : diagnosis.causes)
        reasons.append(reasonFrom(cause, diagnosis.facts));
    return reasons;
}

QCoro::Task<QList<Reason>> reasonsFor(WizardServices services, QString typed,
                                      RepositoryAddress repository, std::stop_token stop) {
    QList<Reason> reasons;
    if (const auto problem = urlProblem(typed, Judge::Similar))
        reasons.append(reasonFrom(*problem));
    try {
        const auto look = [url = repository.url().toString(),
                           directories = directoriesOf(repository, services.activity)] {
            return inGit(url, directories);
        };
        const InGit found = co_await QtConcurrent::run(look);
        throwIfStopped(stop);
        for (const Finding &finding : found.conflicts)
            reasons.append(reasonFrom(finding));
        if (repository.userName.isEmpty())
            repository.userName = found.userName;
        const Diagnosis diagnosis = co_await services.checks.diagnose(repository, stop);
        reasons += reasonsIn(diagnosis);
    } catch (const Error &error) {
        reasons.append(reasonOf(error.message(), error.hint()));
    }
    throwIfStopped(stop);
    co_return reasons;
}

QCoro::Task<bool> carryOut(WizardServices services, Remedy remedy, RepositoryAddress repository,
                           std::stop_token stop) {
    switch (remedy.kind) {
    case Remedy::Kind::Open:
        if (services.open)
            services.open(remedy.place);
        break;
    case Remedy::Kind::Copy:
        QGuiApplication::clipboard()->setText(remedy.value);
        break;
    case Remedy::Kind::UseRole: {
        const RoleRule rule{repository.region + u'/' + repository.name(), remedy.value};
        const auto change = [rule](SettingsFile &file) {
            if (file.read().rules.contains(rule))
                file.removeRule(rule);
            const QList<RoleRule> others = file.read().rules;
            file.addRule(rule);
            // The first rule that matches counts.
            for (qsizetype i = others.size(); i > 0; --i)
                file.swapRules(others[i - 1], rule);
        };
        co_await services.configuration.change(change, stop);
        throwIfStopped(stop);
        co_return true;
    }
    case Remedy::Kind::Renew: {
        if (services.signOut)
            services.signOut();
        if (needsSignIn(services, repository)) { // an AWS profile doesn't
            const QString role = services.configuration.settings().useRole;
            co_await signedIn(services.signIn, services.session, role, stop);
            throwIfStopped(stop);
        }
        co_return true;
    }
    case Remedy::Kind::None:
        break;
    }
    co_return false;
}

QWidget *reasonRows(const QList<Reason> &reasons, std::function<void(const Remedy &)> pressed,
                    QWidget *parent) {
    auto *rows = new QWidget(parent);
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    for (const auto &[message, fix, remedy] : reasons) {
        // Only the most likely one is marked as the thing to fix.
        const bool isFirst = layout->count() == 0;
        const auto mark = isFirst ? MarkedLines::Mark::Warning : MarkedLines::Mark::Quiet;
        auto *row =
            new MarkedLines(mark, withGroupedAccounts(message), withGroupedAccounts(fix), rows);
        for (auto *label : row->findChildren<QLabel *>())
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        if (const QString text = buttonText(remedy); !text.isEmpty()) {
            QPushButton *button = pushButton(text, row);
            button->setAccessibleDescription(message);
            QObject::connect(button, &QPushButton::clicked, row,
                             [button, pressed, wanted = remedy] {
                                 if (wanted.kind == Remedy::Kind::Copy)
                                     button->setText(Strings::tr("Copied"));
                                 pressed(wanted);
                             });
            row->add(button);
        }
        layout->addWidget(row);
    }
    return rows;
}

void putInTabOrder(QWidget *before, const QWidget *rows) {
    for (auto *button : rows->findChildren<QAbstractButton *>()) {
        QWidget::setTabOrder(before, button);
        before = button;
    }
}

} // namespace vouch::ui
