// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace vouch::test {

/// A session bus of a test's own, on which nothing is started on demand: no keyring, for one.
class PrivateBus {
public:
    /// Its address; empty where it did not start.
    QByteArray start() {
        QFile file(folder_.filePath(QStringLiteral("bus.conf")));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(
            "<busconfig><type>session</type><listen>unix:dir=" + QFile::encodeName(folder_.path()) +
            "</listen><auth>EXTERNAL</auth><policy context='default'>"
            "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/>"
            "<allow own='*'/></policy></busconfig>");
        file.close();
        daemon_.start(QStringLiteral("dbus-daemon"),
                      {QStringLiteral("--nofork"), QStringLiteral("--print-address=1"),
                       QStringLiteral("--config-file=") + file.fileName()});
        return daemon_.waitForReadyRead(60'000) ? daemon_.readLine().trimmed() : QByteArray();
    }
    bool stop() {
        daemon_.terminate();
        return daemon_.waitForFinished();
    }
    ~PrivateBus() { stop(); }

private:
    QTemporaryDir folder_;
    QProcess daemon_;
};

} // namespace vouch::test
