// SPDX-License-Identifier: Apache-2.0
// An agent of launchd, launchd.plist(5).
#include "platform/login_entry_unix.h"

#include <QDir>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

QByteArray loginEntry(const QString &program) {
    return uR"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
    <key>Label</key>
    <string>sh.vouch.vouch</string>
    <key>ProgramArguments</key>
    <array>
        <string>%1</string>
        <string>--background</string>
    </array>
    <key>RunAtLoad</key>
    <true/>
    <key>LimitLoadToSessionType</key>
    <string>Aqua</string>
    <key>ProcessType</key>
    <string>Interactive</string>
</dict>
</plist>
)"_s.arg(program.toHtmlEscaped())
        .toUtf8();
}

QString loginEntryPath() {
    return QDir::homePath() + u"/Library/LaunchAgents/sh.vouch.vouch.plist"_s;
}

/// The system's settings keep that elsewhere, and our file can't undo it.
bool isSwitchedOff(const QByteArray &) {
    return false;
}

} // namespace vouch::platform
