// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QObject>
#include <QString>

class QWidget;

namespace vouch {
class Profiles;
}

namespace vouch::ui {

/// Removes the access keys of a profile from the keychain, once the user has confirmed it.
class AccessKeyRemoval : public QObject {
    Q_OBJECT
public:
    /// `profiles` and `parent` outlive it; the question opens over `parent`.
    AccessKeyRemoval(Profiles &profiles, QWidget *parent);

    /// Asks first. `others`: how many other profiles use these keys.
    void confirm(const QString &profile, int others);

Q_SIGNALS:
    void started();
    /// Done, or failed. The text is for the user.
    void ended(const QString &text, bool isFailure);

private:
    void remove(const QString &profile);
    QCoro::Task<> removed(QString profile, std::stop_token stop);

    Profiles &profiles_;
    QWidget *parent_;
    ScopedTask removing_;
};

} // namespace vouch::ui
