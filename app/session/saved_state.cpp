// SPDX-License-Identifier: Apache-2.0
#include "session/saved_state.h"

#include "core/folders.h"
#include "core/ownership.h"

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
const QString wizardGroup = u"wizard"_s;
const QString pageKey = u"page"_s;

} // namespace

QString SavedState::standardPath() {
    return stateFolder() + u"/state.ini"_s;
}

std::optional<SavedState::Session> SavedState::session() const {
    const QSettings settings(path_, QSettings::IniFormat);
    const Session last{settings.value(emailKey).toString(),
                       Time(std::chrono::seconds(settings.value(endKey).toLongLong())),
                       std::chrono::seconds(settings.value(lengthKey).toLongLong())};
    if (last.email.isEmpty() || last.length <= 0s)
        return std::nullopt;
    return last;
}

void SavedState::setSession(const Session &session) {
    write([&session](QSettings &settings) {
        settings.setValue(emailKey, session.email);
        settings.setValue(endKey, qint64(session.end.time_since_epoch().count()));
        settings.setValue(lengthKey, qint64(session.length.count()));
    });
}

QList<QUrl> SavedState::servers() const {
    QList<QUrl> servers;
    const QSettings settings(path_, QSettings::IniFormat);
    for (const QString &server : settings.value(serversKey).toStringList())
        servers.append(QUrl(server));
    return servers;
}

void SavedState::addServer(const QUrl &server) {
    QStringList all;
    for (const QUrl &known : servers())
        all.append(known.toString());
    if (all.contains(server.toString()))
        return;
    all.append(server.toString());
    write([&all](QSettings &settings) { settings.setValue(serversKey, all); });
}

std::optional<SavedState::Wizard> SavedState::wizard() const {
    QSettings settings(path_, QSettings::IniFormat);
    Wizard wizard;
    settings.beginGroup(wizardGroup);
    for (const QString &key : settings.childKeys())
        wizard.input.insert(key, settings.value(key).toString());
    wizard.page = wizard.input.take(pageKey);
    if (wizard.page.isEmpty())
        return std::nullopt;
    return wizard;
}

void SavedState::setWizard(const Wizard &wizard) {
    write([&wizard](QSettings &settings) {
        settings.beginGroup(wizardGroup);
        settings.setValue(pageKey, wizard.page);
        for (const auto &[key, value] : wizard.input.asKeyValueRange())
            settings.setValue(key, value);
    });
}

void SavedState::forgetWizard() {
    if (wizard())
        write([](QSettings &settings) { settings.remove(wizardGroup); });
}

void SavedState::write(const std::function<void(QSettings &)> &change) const {
    makePrivateFolder(QFileInfo(path_).path());
    QSettings settings(path_, QSettings::IniFormat);
    change(settings);
    settings.sync();
    QFile::setPermissions(path_, privateFile);
}

void SavedState::clear() {
    QSettings(path_, QSettings::IniFormat).clear();
    QFile::remove(path_);
}

} // namespace vouch
