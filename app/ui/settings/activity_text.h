// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

class QDate;

namespace vouch {
struct ActivityEntry;
} // namespace vouch

namespace vouch::ui {

/// "Today", "Yesterday", or the date.
QString dayHeading(QDate day, QDate today);
/// Whether nothing was wrong: the user said "Not now".
bool isChoice(const ActivityEntry &use);
/// "Allowed", or why not.
QString outcomeText(const ActivityEntry &use);
/// What used it, as which role, and where from: "git (48210) · Developer · us-east-1 · ~/work/web".
/// A refusal or a warning comes first.
QString secondLine(const ActivityEntry &use);
/// The whole entry in one line, with its date: to copy, to search, and to be read aloud.
QString wholeText(const ActivityEntry &use);
/// The repository that a refusal was about, if Vouch can find out why; otherwise empty.
QUrl refusedRepository(const ActivityEntry &use);

} // namespace vouch::ui
