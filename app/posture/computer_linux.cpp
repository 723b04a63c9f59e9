// SPDX-License-Identifier: Apache-2.0
#include "posture/computer.h"

#include "core/error.h"
#include "core/process.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace vouch::posture {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestFile = 256 * 1024;

const QString systemd = u"org.freedesktop.systemd1"_s;

QDBusMessage call(QDBusConnection bus, QDBusMessage message, const QDeadlineTimer &deadline) {
    if (deadline.hasExpired())
        return {};
    message.setAutoStartService(false);
    const qint64 left = deadline.isForever() ? -1 : deadline.remainingTime();
    return bus.call(message, QDBus::Block, int(left));
}

} // namespace

std::optional<QByteArray> Computer::file(const QString &path) const {
    QFile file(root_ + path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    // Files in /proc and /sys have no size, and some fail only when read.
    const QByteArray bytes = file.read(longestFile);
    return file.error() == QFile::NoError ? std::optional(bytes) : std::nullopt;
}

std::optional<QString> Computer::line(const QString &path) const {
    const auto bytes = file(path);
    return bytes ? std::optional(QString::fromUtf8(*bytes).trimmed()) : std::nullopt;
}

bool Computer::exists(const QString &path) const {
    return QFileInfo::exists(root_ + path);
}

QStringList Computer::names(const QString &folder) const {
    return QDir(root_ + folder)
        .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
}

QString Computer::realName(const QString &path) const {
    return QFileInfo(QFileInfo(root_ + path).canonicalFilePath()).fileName();
}

std::optional<bool> Computer::isOnBus(Bus bus, const QString &name) const {
    auto message =
        QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                       u"org.freedesktop.DBus"_s, u"NameHasOwner"_s);
    message << name;
    const QDBusReply<bool> owned =
        call(bus == Bus::System ? QDBusConnection::systemBus() : QDBusConnection::sessionBus(),
             message, deadline_);
    return owned.isValid() ? std::optional(owned.value()) : std::nullopt;
}

std::optional<bool> Computer::isActive(const QString &unit) const {
    const QDBusConnection bus = QDBusConnection::systemBus();
    auto message = QDBusMessage::createMethodCall(systemd, u"/org/freedesktop/systemd1"_s,
                                                  systemd + u".Manager"_s, u"GetUnit"_s);
    message << unit;
    const QDBusReply<QDBusObjectPath> found = call(bus, message, deadline_);
    if (!found.isValid()) // an unloaded unit isn't running
        return found.error().name() == systemd + u".NoSuchUnit"_s ? std::optional(false)
                                                                  : std::nullopt;
    message = QDBusMessage::createMethodCall(systemd, found.value().path(),
                                             u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message << systemd + u".Unit"_s << u"ActiveState"_s;
    const QDBusReply<QDBusVariant> state = call(bus, message, deadline_);
    return state.isValid() ? std::optional(state.value().variant().toString() == "active"_L1)
                           : std::nullopt;
}

std::optional<QByteArray> Computer::output(const QString &program,
                                           const QStringList &arguments) const {
    if (deadline_.hasExpired())
        return std::nullopt;
    ProcessOptions options;
    if (!deadline_.isForever())
        options.patience = std::chrono::milliseconds(deadline_.remainingTime());
    try {
        const ProcessResult result = runProcess(program, arguments, options);
        return result.exitCode == 0 ? std::optional(result.output) : std::nullopt;
    } catch (const Error &) { // not installed, or too slow
        return std::nullopt;
    }
}

} // namespace vouch::posture
