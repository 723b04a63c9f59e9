// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/authenticator.h"

#include <QDir>
#include <QFuture>
#include <QProcess>
#include <QTest>

#include <optional>

/// The software key as a process of its own, for tests.
namespace vouch::test {

using namespace Qt::Literals::StringLiterals;

constexpr auto keyPin = "24681357";
inline const QString keyRpId = u"us.vouch.example"_s;

/// The software key; its commands are those of tests/virtualkey/README.md.
class SoftwareKey {
public:
    explicit SoftwareKey(const QString &folder, const QStringList &options = {}) {
        QDir().mkpath(folder);
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(QStringLiteral(VOUCH_BIN "/virtualkey"),
                       QStringList{u"--listen"_s, u"127.0.0.1:0"_s, u"--state"_s,
                                   folder + u"/state"_s, u"--exit-with-stdin"_s} +
                           options);
        address = u"udp:"_s + QString::fromLatin1(line().mid(10));
    }
    ~SoftwareKey() {
        process_.closeWriteChannel();
        process_.waitForFinished();
    }
    QByteArray say(const char *command) {
        process_.write(QByteArray(command) + '\n');
        QByteArray answer = line();
        while (answer == "touch-needed")
            answer = line();
        return answer;
    }
    /// Makes a discoverable credential for an account.
    void enrol(const char *user) const {
        QProcess tool;
        tool.start(QStringLiteral(VOUCH_BIN "/virtualkey-register"),
                   {u"--key"_s, address, u"--rp-id"_s, keyRpId, u"--rp-name"_s, u"Vouch"_s,
                    u"--origin"_s, u"https://us.vouch.example"_s, u"--challenge"_s, u"AAAA"_s,
                    u"--user-id"_s,
                    QString::fromLatin1(QByteArray(user).toBase64(QByteArray::OmitTrailingEquals)),
                    u"--user-name"_s, QString::fromLatin1(user)});
        tool.write(QByteArray(keyPin) + '\n');
        tool.closeWriteChannel();
        QVERIFY(tool.waitForFinished());
        QCOMPARE(tool.exitCode(), 0);
    }

    QString address;

private:
    QByteArray line() {
        while (!process_.canReadLine())
            if (!process_.waitForReadyRead(60'000))
                return {};
        return process_.readLine().trimmed();
    }
    QProcess process_;
};

inline SharedSecret secret(const char *text) {
    return std::make_shared<Secret>(text);
}

/// The future's result, with the event loop turning meanwhile.
template <typename T>
T waitFor(QFuture<T> future) {
    [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 60'000); }();
    return future.result();
}

template <typename T>
std::optional<fido::KeyError::Cause> causeOf(QFuture<T> future) {
    try {
        waitFor(future);
    } catch (const fido::KeyError &error) {
        return error.cause();
    }
    return std::nullopt;
}

} // namespace vouch::test
