// SPDX-License-Identifier: Apache-2.0
#include "session/remembered.h"

#include "core/folders.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto emailKey = "session/email"_L1;
constexpr auto endKey = "session/end"_L1;
constexpr auto lengthKey = "session/length"_L1;
constexpr auto serversKey = "servers"_L1;

} // namespace

QString Remembered::standardPath() {
    return stateFolder() + u"/state.ini"_s;
}

std::optional<Remembered::Session> Remembered::session() const {
    const QSettings settings(path_, QSettings::IniFormat);
    const Session last{settings.value(emailKey).toString(),
                       Time(std::chrono::seconds(settings.value(endKey).toLongLong())),
                       std::chrono::seconds(settings.value(lengthKey).toLongLong())};
    if (last.email.isEmpty() || last.length <= 0s)
        return std::nullopt;
    return last;
}

void Remembered::setSession(const Session &session) {
    write({{emailKey, session.email},
           {endKey, qint64(session.end.time_since_epoch().count())},
           {lengthKey, qint64(session.length.count())}});
}

QList<QUrl> Remembered::servers() const {
    QList<QUrl> servers;
    const QSettings settings(path_, QSettings::IniFormat);
    for (const QString &server : settings.value(serversKey).toStringList())
        servers.append(QUrl(server));
    return servers;
}

void Remembered::addServer(const QUrl &server) {
    QStringList all;
    for (const QUrl &known : servers())
        all.append(known.toString());
    if (all.contains(server.toString()))
        return;
    all.append(server.toString());
    write({{serversKey, all}});
}

void Remembered::write(const QList<std::pair<QString, QVariant>> &values) {
    makePrivateFolder(QFileInfo(path_).path());
    QSettings settings(path_, QSettings::IniFormat);
    for (const auto &[key, value] : values)
        settings.setValue(key, value);
    settings.sync();
    QFile::setPermissions(path_, QFile::ReadOwner | QFile::WriteOwner);
}

void Remembered::clear() {
    QSettings(path_, QSettings::IniFormat).clear();
    QFile::remove(path_);
}

} // namespace vouch
