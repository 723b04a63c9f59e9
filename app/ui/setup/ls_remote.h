// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deferred.h"

#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QString>

#include <memory>

namespace vouch::ui {

/// Runs `git ls-remote` as the user's shell would in the home folder, except that git can't prompt
/// in a terminal or a window.
class LsRemote : public QObject {
    Q_OBJECT
public:
    struct Result {
        int exitCode = -1; ///< -1: git couldn't be started, or was killed
        int refs = 0;      ///< the number of branches and tags listed
        QString said;      ///< the last error message from Vouch, or else from git
    };

    /// Starts git. The destructor stops it.
    explicit LsRemote(const QString &url);
    ~LsRemote() override;

    /// Always finishes; fails as canceled if this object is destroyed first.
    QFuture<Result> result() const { return deferred_.future(); }

private:
    void finish();

    std::unique_ptr<QProcess> git_;
    Deferred<Result> deferred_;
};

} // namespace vouch::ui
