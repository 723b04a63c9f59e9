// SPDX-License-Identifier: Apache-2.0
// freedesktop.org "Desktop Application Autostart Specification" and "Desktop Entry Specification".
#include "platform/login_entry_unix.h"

#include <QStandardPaths>

#include <algorithm>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

/// An argument of Exec ("The Exec key"), not yet escaped as a string.
QString quoted(const QString &argument) {
    constexpr auto reserved = " \t\n\"'\\><~|&;$*?#()`"_L1;
    QString result = argument;
    result.replace(u'%', "%%"_L1); // otherwise it's a field code
    if (std::ranges::none_of(argument, [&](QChar c) { return reserved.contains(c); }))
        return result;
    for (const QChar c : {u'\\', u'"', u'`', u'$'}) // the backslash first
        result.replace(c, QString(u'\\') + c);
    return u'"' + result + u'"';
}

/// A value of type string ("Possible value types").
QString escaped(QString value) {
    return value.replace(u'\\', "\\\\"_L1)
        .replace(u'\n', "\\n"_L1)
        .replace(u'\t', "\\t"_L1)
        .replace(u'\r', "\\r"_L1);
}

} // namespace

QByteArray loginEntry(const QString &program) {
    return u"[Desktop Entry]\n"
           "Type=Application\n"
           "Name=Vouch\n"
           "Comment=git and AWS CodeCommit with one touch of a security key\n"
           "Icon=vouch\n"
           "Exec=%1\n"
           "TryExec=%2\n"
           "Terminal=false\n"
           "StartupNotify=false\n"_s
               .arg(escaped(quoted(program) + u" --background"_s), escaped(program))
               .toUtf8();
}

QString loginEntryPath() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           u"/autostart/vouch.desktop"_s;
}

bool isSwitchedOff(const QByteArray &entry) {
    return entry.contains("\nHidden=true") || entry.contains("\nX-GNOME-Autostart-enabled=false");
}

} // namespace vouch::platform
