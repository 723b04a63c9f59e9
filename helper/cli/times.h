// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

/// Times as people read them. All of them are in Unix seconds.
namespace vouch::cli {

/// The time of day without seconds, and the day if it isn't today: `15:40`, `Mon 30 Nov, 15:40`.
QString clockTime(qint64 seconds, const QDateTime &now = QDateTime::currentDateTime());

/// `7 h 59 min`, `12 min`; never negative.
QString durationText(qint64 seconds);

/// The same for a shell's prompt: `7h59m`, `12m`.
QString shortDuration(qint64 seconds);

} // namespace vouch::cli
