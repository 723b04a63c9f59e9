// SPDX-License-Identifier: Apache-2.0
#include "ui/panel_content.h"

#include "session/activity.h"
#include "session/broker.h"
#include "session/configuration.h"
#include "session/remembered.h"
#include "session/roles.h"
#include "session/server_in_use.h"
#include "session/session.h"
#include "ui/status.h"
#include "ui/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

constexpr int rowsOfRecentUse = 4;

/// "Your session ended at 15:40.", as far as that is known.
QString lastSession(const Services &services) {
    const auto last = services.remembered.session();
    const Time now = services.clock.now();
    if (!last || last->end > now) // it ended with an application that is gone
        return Text::tr("Sign in when you next need git.");
    if (toLocal(last->end).date() == toLocal(now).date())
        return Text::tr("Your session ended at %1.").arg(dayTime(last->end));
    return Text::tr("Your session ended on %1.").arg(dayTimeOrDate(last->end, now));
}

void describeState(PanelContent &content, const Services &services, const Status &status) {
    const seconds left = status.left();
    const QString end = dayTime(services.session.expiresAt());
    switch (content.state) {
    case State::NotSetUp:
        content.title = Text::tr("Welcome to Vouch");
        content.text = Text::tr("Touch your security key once, and git works for 8 hours.");
        break;
    case State::SignedOut:
        content.title = Text::tr("Signed out");
        content.text = lastSession(services);
        break;
    case State::Active:
    case State::Soon:
    case State::Ending:
        content.isTime = true;
        content.title = timeText(left);
        content.spokenTime = Text::tr("%1 left, until %2").arg(spokenTime(left), end);
        content.text = content.state == State::Active ? Text::tr("Signed in until %1").arg(end)
                                                      : Text::tr("Session ends at %1").arg(end);
        break;
    case State::Waiting:
        content.title = Text::tr("Waiting for you");
        content.text = status.waitingForGit() > 0 ? programsWantGit(status.waitingForGit())
                                                  : Text::tr("Touch your key to sign in.");
        break;
    case State::Problem:
        content.title = status.problem()->title;
        content.text = status.problem()->text;
        break;
    }
}

PanelRow step(int number, const QString &first, const QString &second) {
    return {PanelRow::Mark::Number, number, first, second, {}, joined({first, second}), {}};
}

QList<PanelRow> steps() {
    return {step(1, Text::tr("Your server"), Text::tr("The address your organisation gave you")),
            step(2, Text::tr("Your key"), Text::tr("Insert it, and choose a PIN if it has none")),
            step(3, Text::tr("Your role and git"), Text::tr("Checked before anything is changed"))};
}

QList<PanelContent::Note> notes(const Services &services, const Status &status,
                                bool notifications) {
    QList<PanelContent::Note> all;
    if (const auto &problem = services.configuration.problem())
        all.append({Text::tr("Settings can't be read"),
                    (problem->message() + u' ' + problem->hint()).trimmed()});
    if (const seconds off = status.clockOff(); off != 0s)
        all.append(
            {Text::tr("This computer's clock is %n minute(s) off", nullptr, int(abs(off) / 1min)),
             Text::tr("Vouch corrects for it. Other programs may fail until the clock is set.")});
    if (!notifications)
        all.append({Text::tr("This desktop shows no notifications"),
                    Text::tr("Look here to see when your session ends.")});
    return all;
}

/// The role for all that no rule names; null when there is none.
const Role *usualRole(const Settings &settings) {
    if (const Role *role = settings.findRole(settings.useRole))
        return role;
    return settings.roles.size() == 1 ? &settings.roles.first() : nullptr;
}

PanelContent::RolePart rolePart(const Services &services) {
    const Settings &settings = services.configuration.settings();
    PanelContent::RolePart part;
    const Role *role = usualRole(settings);
    if (role != nullptr) {
        part.name = role->name;
        part.details = joined({accountText(role->arn), role->region});
    } else if (settings.roles.isEmpty()) {
        part.name = Text::tr("No role yet");
        part.details = Text::tr("Add one in the settings.");
        return part;
    } else {
        part.name = Text::tr("No role chosen");
        part.details = Text::tr("Choose one for what no rule names.");
    }
    for (const Role &choice : settings.roles)
        part.choices.append(choice.name);
    if (role != nullptr && part.choices.size() == 1)
        part.choices.clear();

    const auto inUse = services.broker.inUse();
    const Time now = services.clock.now();
    part.credentialsLabel = Text::tr("AWS credentials");
    part.credentials = Text::tr("none", "AWS credentials");
    if (inUse && services.session.isActive() && inUse->expiresAt > now) {
        if (inUse->role.name != part.name)
            part.credentialsLabel = Text::tr("AWS credentials as %1").arg(inUse->role.name);
        part.credentials = Text::tr("%1 left, until %2")
                               .arg(minutesText(inUse->expiresAt - now), dayTime(inUse->expiresAt));
    }
    return part;
}

QList<PanelContent::QuietRow> quietRows(const Services &services) {
    QList<PanelContent::QuietRow> rows;
    for (const Quiet::Entry &entry : services.quiet.entries())
        rows.append({entry,
                     entry.isEverybody() ? Text::tr("Every program")
                                         : Text::tr("%1, %2", "IntelliJ IDEA, infra-live")
                                               .arg(entry.program, entry.repository),
                     Text::tr("Not asked again until %1").arg(dayTime(entry.until))});
    return rows;
}

PanelRow useRow(const Use &use, Time now) {
    const QString when = dayTimeOrDate(use.at, now);
    const QString &name = use.who.repository;
    PanelRow row{PanelRow::Mark::Allowed, 0, name, {}, when, {}, use.who.directory};
    if (use.allowed) {
        row.second =
            joined({Text::tr("%1 (%2)", "git (48210)").arg(use.who.program).arg(use.who.pid),
                    use.who.role});
        row.spoken =
            Text::tr("%1, %2, as %3, %4, allowed").arg(name, use.who.program, use.who.role, when);
    } else {
        row.mark = PanelRow::Mark::Refused;
        row.second = Text::tr("Refused: %1").arg(use.reason);
        row.spoken = Text::tr("%1, %2, as %3, %4, refused: %5")
                         .arg(name, use.who.program, use.who.role, when, use.reason);
    }
    return row;
}

} // namespace

PanelRow waitingRow(const Requester &who, seconds age) {
    PanelRow row;
    row.mark = PanelRow::Mark::Waiting;
    if (who.purpose == Requester::Purpose::Git) {
        row.first = Text::tr("%1 wants %2").arg(who.program, who.repository);
        row.second = Text::tr("%1 as %2 · pid %3").arg(who.region, who.role).arg(who.pid);
    } else {
        row.first = Text::tr("%1 signs you in").arg(who.program);
        row.second = Text::tr("pid %1").arg(who.pid);
    }
    row.right = timeText(age);
    row.spoken = joined({row.first, row.second});
    row.details = who.directory;
    return row;
}

PanelContent panelContent(const Services &services, const Status &status, bool notifications) {
    PanelContent content;
    content.state = status.state();
    content.picture = status.picture();
    content.isSignedIn = services.session.isActive();
    content.account = services.session.email();
    content.server = services.servers.name();
    describeState(content, services, status);
    if (content.state == State::NotSetUp) {
        content.account = Text::tr("Vouch");
        content.server = Text::tr("Not set up yet");
        content.steps = steps();
    } else {
        if (content.account.isEmpty()) {
            content.account = std::exchange(content.server, Text::tr("Nobody signed in here yet"));
        }
        content.role = rolePart(services);
    }
    content.notes = notes(services, status, notifications);
    const Time now = services.clock.now();
    for (const Status::Waiting &one : status.waiting()) {
        // The person knows of their own sign-in.
        if (one.who.pid != 0)
            content.waiting.append(waitingRow(one.who, now - one.since));
    }
    content.quiet = quietRows(services);
    content.hasRecentUse = content.state != State::NotSetUp && content.state != State::Waiting;
    if (content.hasRecentUse) {
        for (const Use &use : services.activity.latest(rowsOfRecentUse))
            content.recentUse.append(useRow(use, now));
    }
    return content;
}

std::optional<Time> nextChange(const Services &services, const Status &status) {
    const Time now = services.clock.now();
    std::optional<Time> next;
    const auto atMost = [&](seconds wait) {
        next = next ? std::min(*next, now + wait) : now + wait;
    };
    const bool secondsShown = status.left() <= 1h;
    if (services.session.isActive())
        atMost(secondsShown ? 1s : status.left() % 1min + 1s);
    if (const auto inUse = services.broker.inUse(); inUse && inUse->expiresAt > now)
        atMost((inUse->expiresAt - now) % 1min + 1s);
    if (!status.waiting().isEmpty())
        atMost(1s);
    return next;
}

bool isWorthSaying(const PanelContent &before, const PanelContent &now) {
    if (now.state == before.state)
        return false;
    return now.state == State::Soon || now.state == State::Ending ||
           (now.state == State::SignedOut && before.isSignedIn);
}

QString usualRoleName(const Settings &settings) {
    const Role *role = usualRole(settings);
    return role == nullptr ? QString() : role->name;
}

QString joined(const QStringList &parts) {
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u" · "_s);
}

QString programsWantGit(int count) {
    if (count == 1)
        return Text::tr("One program wants to use git.");
    if (count == 2)
        return Text::tr("Two programs want to use git.");
    return Text::tr("%n program(s) want to use git.", nullptr, count);
}

} // namespace vouch::ui
