// SPDX-License-Identifier: Apache-2.0
// The sandbox's AWS for tests in C++, and what became of a coroutine.
#pragma once

#include "core/error.h"

#include <QCoro/QCoroTask>

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QProcess>
#include <QUrl>

#include <memory>
#include <optional>

namespace vouch::test {

/// The sandbox with its usual people, driven through a small Node program: a line in, a line out.
class Sandbox {
public:
    bool start(const QString &dir) {
        node_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        node_.start(QStringLiteral("node"), {QStringLiteral(STS_SANDBOX), dir});
        if (!node_.waitForStarted())
            return false;
        world = read();
        return world.contains(QLatin1StringView("proxy"));
    }
    ~Sandbox() {
        node_.closeWriteChannel();
        node_.waitForFinished();
    }
    /// All of this process's connections go to it.
    void takeConnections() const {
        const QUrl proxy(world.value(QLatin1StringView("proxy")).toString());
        QNetworkProxy::setApplicationProxy(
            {QNetworkProxy::HttpProxy, proxy.host(), quint16(proxy.port())});
    }
    QJsonObject ask(const QJsonObject &question) {
        node_.write(QJsonDocument(question).toJson(QJsonDocument::Compact) + '\n');
        return read();
    }

    QJsonObject world;

private:
    QJsonObject read() {
        while (!node_.canReadLine())
            if (!node_.waitForReadyRead(60'000))
                return {};
        return QJsonDocument::fromJson(node_.readLine()).object();
    }

    QProcess node_;
};

template <typename T>
struct Ended {
    std::optional<T> result;
    std::unique_ptr<const Error> error;
    bool isDone() const { return result || error; }
    QString message() const { return error ? error->message() : QStringLiteral("no error"); }
};

template <typename T>
QCoro::Task<> keep(QCoro::Task<T> task, Ended<T> *ended) {
    try {
        const T result = co_await task;
        ended->result = result;
    } catch (const Error &error) {
        ended->error.reset(error.clone());
    }
}

} // namespace vouch::test
