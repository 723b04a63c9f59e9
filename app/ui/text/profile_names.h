// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace vouch::ui {

/// The names of the AWS profiles, as they were when somebody last wanted to see them: they come
/// from files and from the keychain, which is asked for nobody else. Where they cannot be read
/// there are none. GUI thread.
class ProfileNames : public QObject {
    Q_OBJECT
public:
    using Ask = std::function<QCoro::Task<QStringList>(std::stop_token stop)>;

    explicit ProfileNames(Ask ask) : ask_(std::move(ask)) {}

    /// Empty until they were asked for.
    const QStringList &all() const noexcept { return all_; }
    /// Asks for them anew.
    void refresh();

Q_SIGNALS:
    /// They are others than before.
    void changed();

private:
    QCoro::Task<> asked(std::stop_token stop);
    void take(const QStringList &names);

    Ask ask_;
    QStringList all_;
    ScopedTask asking_;
};

} // namespace vouch::ui
