// SPDX-License-Identifier: Apache-2.0
#include "ui/model/panel_content.h"

#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/credential_provider.h"
#include "session/current_server.h"
#include "session/ending/sign_out.h"
#include "session/installed_update.h"
#include "session/keys/sign_in.h"
#include "session/prompting/questions.h"
#include "session/saved_state.h"
#include "session/session.h"
#include "ui/model/panel_role.h"
#include "ui/model/status.h"
#include "ui/text/joined.h"
#include "ui/text/question_text.h"
#include "ui/text/time_text.h"
#include "ui/text/window_text.h"

#include <QCoreApplication>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::seconds;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

constexpr int rowsOfRecentUse = 4;

QString waitingTitle(const Services &services, bool isQuestion) {
    if (isQuestion)
        return Strings::tr("Waiting for you", "a question");
    if (const QString system = services.signIn.state().askingSystem(); !system.isEmpty())
        return Strings::tr("%1 is asking for your key").arg(system);
    return Strings::tr("Waiting for you");
}

/// "Your session ended at 15:40.", or a hint if that time is unknown.
QString lastSession(const Services &services) {
    const auto last = services.savedState.session();
    const Time now = services.clock.now();
    if (!last || last->end > now) // it ended when an earlier run did
        return Strings::tr("Sign in the next time you need git.");
    if (toLocal(last->end).date() == toLocal(now).date())
        return Strings::tr("Your session ended at %1.").arg(dayTime(last->end));
    return Strings::tr("Your session ended on %1.").arg(dayTimeOrDate(last->end, now));
}

/// What is waiting for the user, or what the user should do.
QString waitingText(const Services &services, const Status &status) {
    const int git = status.waitingForGit(), credentials = status.waitingForCredentials();
    if (git > 0 && credentials > 0)
        return Strings::tr("%n program(s) are waiting.", nullptr, git + credentials);
    if (git > 0)
        return programsWantGit(git);
    if (credentials > 0)
        return programsWantCredentials(credentials);
    if (status.isQuestionAlone())
        return questionText(*services.questions.current()).notice;
    return Strings::tr("Touch your key to sign in.");
}

/// Whether the user has profiles, perhaps for other programs, and hasn't used any with Vouch yet.
bool isUnused(const Services &services) {
    return services.configuration.settings().useRole.isEmpty() && !inUse(services) &&
           services.activity.latest(1).isEmpty();
}

void describeState(PanelContent &content, const Services &services, const Status &status) {
    const seconds left = status.left();
    const QString end = dayTime(services.session.expiresAt());
    switch (content.state) {
    case State::NotSetUp:
        if (content.isProfilesOnly && isUnused(services)) {
            content.title = Strings::tr("AWS profiles found");
            content.text = Strings::tr("Once git is set up, it uses one of them with CodeCommit.");
            break;
        }
        if (content.isProfilesOnly) {
            content.title = Strings::tr("Ready");
            content.text = Strings::tr("Vouch asks when a profile needs a code.");
            break;
        }
        content.title = Strings::tr("Welcome to Vouch");
        content.text = Strings::tr("Touch your security key once, and git works for 8 hours.");
        break;
    case State::SignedOut:
        content.title = Strings::tr("Signed out");
        content.text = lastSession(services);
        break;
    case State::Active:
    case State::Soon:
    case State::Ending:
        content.isTime = true;
        content.title = timeText(left);
        content.spokenTime = Strings::tr("%1 left, until %2").arg(spokenTime(left), end);
        content.text = content.state == State::Active ? Strings::tr("Signed in until %1").arg(end)
                                                      : Strings::tr("Session ends at %1").arg(end);
        break;
    case State::Waiting:
        content.title = waitingTitle(services, content.isQuestion);
        content.text = waitingText(services, status);
        break;
    case State::Problem:
        content.title = status.problem()->title;
        content.text = status.problem()->text;
        break;
    }
}

TwoLineRow step(int number, const QString &first, const QString &second) {
    return {TwoLineRow::Mark::Number, number, first, second, {}, joined({first, second}), {}};
}

QList<TwoLineRow> steps() {
    return {
        step(1, Strings::tr("Your server"), Strings::tr("The address your organization gave you")),
        step(2, Strings::tr("Your key"), Strings::tr("Insert it, and choose a PIN if it has none")),
        step(3, Strings::tr("Your role and git"), Strings::tr("Checked before anything changes"))};
}

QList<PanelContent::Note> notes(const Services &services, bool notifications) {
    QList<PanelContent::Note> all;
    if (services.update.isInstalled())
        all.append({Strings::tr("An update is installed"),
                    services.session.isActive()
                        ? Strings::tr("Restart Vouch to use it. This ends your session.")
                        : Strings::tr("Restart Vouch to use it."),
                    true});
    if (const auto &problem = services.configuration.problem())
        all.append({Strings::tr("Settings can't be read"), textInWindow(*problem)});
    if (const seconds off = services.credentials.clockOffset(); off != 0s)
        all.append({Strings::tr("This computer's clock is %n minute(s) off", nullptr,
                                int(abs(off) / 1min)),
                    Strings::tr(
                        "Vouch corrects for it. Other programs may fail until the clock is set.")});
    if (!notifications)
        all.append({Strings::tr("This desktop doesn't show notifications"),
                    Strings::tr("Look here to see when your session ends.")});
    return all;
}

QList<PanelContent::SnoozedRow> snoozedRows(const Services &services) {
    QList<PanelContent::SnoozedRow> rows;
    for (const PromptSnooze::Entry &entry : services.snooze.entries())
        rows.append({entry,
                     entry.isEverybody() ? Strings::tr("All programs")
                                         : Strings::tr("%1, %2", "IntelliJ IDEA, infra-live")
                                               .arg(entry.program, entry.repository),
                     entry.end == PromptSnooze::End::NotNow
                         ? saidNotNow(entry.until)
                         : Strings::tr("Won't ask again until %1").arg(dayTime(entry.until))});
    return rows;
}

} // namespace

PanelContent panelContent(const Services &services, const Status &status,
                          const QStringList &profiles, bool notifications,
                          const QList<ProfileEntry> &entries) {
    PanelContent content;
    content.state = status.state();
    content.isQuestion = status.isQuestionAlone();
    content.isProfilesOnly = isByProfilesAlone(services, profiles);
    content.isFirstStart =
        !status.hasServer() && !content.isProfilesOnly && !services.session.isActive();
    content.picture = status.picture();
    content.isSignedIn = services.session.isActive();
    content.canSignOut = services.signOut.isAnythingOpen();
    content.account = services.session.email();
    content.server = services.servers.name();
    describeState(content, services, status);
    if (content.isProfilesOnly) {
        content.account = Strings::tr("Vouch");
        content.server = Strings::tr("AWS profiles");
        content.role = rolePart(services, profiles, entries);
    } else if (content.isFirstStart) {
        content.account = Strings::tr("Vouch");
        content.server = Strings::tr("Not set up yet");
        if (content.state == State::NotSetUp)
            content.steps = steps();
    } else {
        if (content.account.isEmpty())
            content.account =
                std::exchange(content.server, Strings::tr("Nobody has signed in here yet"));
        content.role = rolePart(services, profiles, entries);
    }
    content.copies = copyItems(services);
    content.hasConsole = content.role && hasConsole(services.configuration.settings());
    content.notes = notes(services, notifications);
    const Time now = services.clock.now();
    for (const Status::Waiting &one : status.waiting()) {
        // Not for the user's own sign-in.
        if (one.who.pid != 0)
            content.waiting.append(waitingRow(one.who, now - one.since));
    }
    content.snoozed = snoozedRows(services);
    content.hasRecentUse = !content.isFirstStart && content.state != State::Waiting;
    if (content.hasRecentUse) {
        for (const ActivityEntry &use : services.activity.latest(rowsOfRecentUse))
            content.recentUse.append(activityRow(use, now));
    }
    return content;
}

std::optional<Time> nextChange(const Services &services, const Status &status,
                               const QList<ProfileEntry> &entries) {
    const Time now = services.clock.now();
    std::optional<Time> next;
    const auto atMost = [&](seconds wait) {
        next = next ? std::min(*next, now + wait) : now + wait;
    };
    const bool secondsShown = status.left() <= 1h;
    if (services.session.isActive())
        atMost(secondsShown ? 1s : status.left() % 1min + 1s);
    if (const auto last = inUse(services))
        atMost((last->expiresAt - now) % 1min + 1s);
    if (!status.waiting().isEmpty())
        atMost(1s);
    for (const ProfileEntry &entry : entries)
        if (entry.cachedUntil > now)
            atMost(entry.cachedUntil - now + 1s);
    return next;
}

bool isWorthAnnouncing(const PanelContent &before, const PanelContent &now) {
    if (now.state == before.state)
        return false;
    return now.state == State::Soon || now.state == State::Ending ||
           (now.state == State::SignedOut && before.isSignedIn);
}

QString programsWantGit(int count) {
    if (count == 1)
        return Strings::tr("One program wants to use git.");
    if (count == 2)
        return Strings::tr("Two programs want to use git.");
    return Strings::tr("%n program(s) want to use git.", nullptr, count);
}

QString programsWantCredentials(int count) {
    if (count == 1)
        return Strings::tr("One program wants AWS credentials.");
    if (count == 2)
        return Strings::tr("Two programs want AWS credentials.");
    return Strings::tr("%n program(s) want AWS credentials.", nullptr, count);
}

} // namespace vouch::ui
