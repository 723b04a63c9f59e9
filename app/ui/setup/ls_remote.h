// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"

#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QString>

#include <memory>

namespace vouch::ui {

/// The real `git ls-remote`, as the person's own shell would run it in the home folder, except that
/// nothing can ask on a terminal or in a window of git's own.
class LsRemote : public QObject {
    Q_OBJECT
public:
    struct Result {
        int exitCode = -1; ///< -1: it could not be started, or was ended
        int refs = 0;      ///< the branches and tags that were listed
        QString said;      ///< the last thing that Vouch, or else git, said of a failure
    };

    /// Starts it. Whoever destroys the listing ends it.
    explicit LsRemote(const QString &url);
    ~LsRemote() override;

    /// Always finishes; fails as cancelled when the listing is destroyed before.
    QFuture<Result> result() const { return deferred_.future(); }

private:
    void finish();

    std::unique_ptr<QProcess> git_;
    Deferred<Result> deferred_;
};

} // namespace vouch::ui
