// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/credentials/role_choices.h"
#include "session/profiles/profiles.h"
#include "session/prompting/prompt_snooze.h"
#include "ui/model/copy_menu.h"
#include "ui/model/services.h"
#include "ui/text/two_line_row.h"
#include "ui/widgets/tray_picture.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace vouch::ui {

class Status;

/// Everything that the panel shows. Empty parts are hidden.
struct PanelContent {
    State state = State::NotSetUp;
    bool isSignedIn = false;
    bool canSignOut = false; ///< also from profiles, without a session
    /// A question is open and no sign-in is under way. With State::Waiting.
    bool isQuestion = false;
    /// Only AWS profiles are in use, which need no server.
    bool isProfilesOnly = false;
    /// Neither a server nor a profile is known, so there is nothing to do but set up Vouch.
    bool isFirstStart = false;
    TrayPicture picture;
    QString account, server;
    /// Beside the picture: a duration if `isTime`, otherwise a sentence; with details below it.
    QString title, text;
    bool isTime = false;
    QString spokenTime; ///< "5 hours 12 minutes left, until 15:40"

    struct Note {
        QString title, text;
        bool canRestart = false; ///< with a button that restarts Vouch

        bool operator==(const Note &) const = default;
    };
    QList<Note> notes; ///< warnings that don't prevent signing in

    QList<TwoLineRow> waiting;
    QList<TwoLineRow> steps; ///< for setting up Vouch

    struct RolePart {
        QString name, details;
        RoleChoices choices;
        QString credentialsLabel, credentials; ///< for AWS

        bool operator==(const RolePart &) const = default;
    };
    std::optional<RolePart> role;

    struct SnoozedRow {
        PromptSnooze::Entry entry;
        QString first, second;

        bool operator==(const SnoozedRow &) const = default;
    };
    QList<SnoozedRow> snoozed;

    QList<CopyItem> copies;  ///< what the user may copy
    bool hasConsole = false; ///< there is a role or profile for AWS's console

    bool hasRecentUse = false;
    QList<TwoLineRow> recentUse;

    bool operator==(const PanelContent &) const = default;
};

/// What the panel shows now. `profiles`: the known profile names. `notifications`: whether the
/// desktop shows them. `entries`: what is known about the profiles, which may lag behind.
PanelContent panelContent(const Services &services, const Status &status,
                          const QStringList &profiles, bool notifications,
                          const QList<ProfileEntry> &entries = {});
/// When time alone will next change the content; nullopt if it won't.
std::optional<std::chrono::sys_seconds> nextChange(const Services &services, const Status &status,
                                                   const QList<ProfileEntry> &entries = {});

/// Whether a screen reader should announce the change: the session is about to end, or has ended.
/// True once for each.
bool isWorthAnnouncing(const PanelContent &before, const PanelContent &now);

/// "Two programs want to use git.", "One program wants AWS credentials."
QString programsWantGit(int count);
QString programsWantCredentials(int count);

} // namespace vouch::ui
