// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/prompting/prompt_snooze.h"
#include "ui/model/role_menu.h"
#include "ui/model/services.h"
#include "ui/widgets/tray_picture.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace vouch {
struct ActivityEntry;
} // namespace vouch

namespace vouch::ui {

class Status;

/// One row of two lines in the panel.
struct PanelRow {
    enum class Mark { Allowed, Refused, Waiting, Number };

    Mark mark = Mark::Allowed;
    int number = 0; ///< of a step, with Mark::Number
    QString first, second;
    QString right;   ///< a time or an age
    QString spoken;  ///< all of it, for a screen reader
    QString details; ///< for the tooltip

    bool operator==(const PanelRow &) const = default;
};

/// Everything that the panel shows, in words. A part that has nothing to say is empty and left out.
struct PanelContent {
    State state = State::NotSetUp;
    bool isSignedIn = false;
    bool canSignOut = false; ///< also of profiles, which need no session
    /// A question waits, and nobody signs in: with State::Waiting.
    bool isQuestion = false;
    /// No server is set up, and none is needed: with State::NotSetUp.
    bool isProfilesOnly = false;
    TrayPicture picture;
    QString account, server;
    /// What the picture means: a length of time where `isTime`, else a sentence; and more of it.
    QString title, text;
    bool isTime = false;
    QString spokenTime; ///< "5 hours 12 minutes left, until 15:40"

    struct Note {
        QString title, text;

        bool operator==(const Note &) const = default;
    };
    QList<Note> notes; ///< what is wrong but stops nobody

    QList<PanelRow> waiting;
    QList<PanelRow> steps; ///< to set Vouch up

    struct RolePart {
        QString name, details;
        RoleChoices choices;
        QString credentialsLabel, credentials; ///< of AWS

        bool operator==(const RolePart &) const = default;
    };
    std::optional<RolePart> role;

    struct SnoozedRow {
        PromptSnooze::Entry entry;
        QString first, second;

        bool operator==(const SnoozedRow &) const = default;
    };
    QList<SnoozedRow> snoozed;

    bool hasRecentUse = false;
    QList<PanelRow> recentUse;

    bool operator==(const PanelContent &) const = default;
};

/// What the panel shows now. `profiles`: the names of those that are known. `notifications`: the
/// desktop shows them.
PanelContent panelContent(const Services &services, const Status &status,
                          const QStringList &profiles, bool notifications);
/// When the passing of time alone changes it next; nothing when it does not.
std::optional<std::chrono::sys_seconds> nextChange(const Services &services, const Status &status);

/// A screen reader is to say it now: the session comes to its end, or did. Once each.
bool isWorthSaying(const PanelContent &before, const PanelContent &now);

/// "git wants payments-api", "us-east-1 as Developer · pid 48210".
PanelRow waitingRow(const Requester &who, std::chrono::seconds age);
PanelRow activityRow(const ActivityEntry &use, std::chrono::sys_seconds now);
/// What was used, in place of a repository for all that is not git: "AWS credentials".
QString usedName(const ActivityEntry &use);
/// "Developer · 1234 5678 9012 · nora.winter@example.com": what there is of it.
QString joined(const QStringList &parts);
/// "Two programs want to use git.", "One program wants AWS credentials."
QString programsWantGit(int count);
QString programsWantCredentials(int count);

} // namespace vouch::ui
