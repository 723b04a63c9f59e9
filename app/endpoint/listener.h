// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/runtime_paths.h"

#include <QLocalSocket>
#include <QObject>

#include <memory>

namespace vouch::endpoint {

/// Listens at the endpoint and accepts connections, from this user only as far as the system sees
/// to it. Only the holder of the application's lock may have one: it replaces what a dead
/// application left. Stops listening on destruction. GUI thread.
class Listener : public QObject {
    Q_OBJECT
public:
    Listener(const wire::RuntimePaths &paths, int backlog);
    ~Listener() override;

    /// Returns false if it can't listen; errorString() says why.
    bool listen();
    QString errorString() const;

    /// The next connection, with its descriptor; null if there is none. A child of this object
    /// until it gets another parent.
    QLocalSocket *next();

Q_SIGNALS:
    /// next() has one.
    void connected();

private:
    struct Native;
    std::unique_ptr<Native> native_;
};

/// Whether only this user can connect to what listens at the endpoint.
bool isPrivateEndpoint(const wire::RuntimePaths &paths);

} // namespace vouch::endpoint
