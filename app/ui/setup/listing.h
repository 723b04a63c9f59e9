// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/outcome.h"

#include <QFuture>
#include <QObject>
#include <QProcess>
#include <QString>

#include <memory>

namespace vouch::ui {

/// The real `git ls-remote`, as the person's own shell would run it in the home folder, except that
/// nothing can ask on a terminal or in a window of git's own.
class Listing : public QObject {
    Q_OBJECT
public:
    struct Result {
        int exitCode = -1; ///< -1: it could not be started, or was ended
        int refs = 0;      ///< the branches and tags that were listed
        QString said;      ///< the last thing that Vouch, or else git, said of a failure
    };

    /// Starts it. Whoever destroys the listing ends it.
    explicit Listing(const QString &url);
    ~Listing() override;

    /// Always finishes; fails as cancelled when the listing is destroyed before.
    QFuture<Result> result() const { return outcome_.future(); }

private:
    void finish();

    std::unique_ptr<QProcess> git_;
    Outcome<Result> outcome_;
};

} // namespace vouch::ui
