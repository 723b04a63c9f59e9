// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace vouch::ui {

/// The names of the AWS profiles as of the last refresh(). They come from files and the keychain,
/// so they are read only when something is about to show them. Empty if reading fails. GUI thread.
class ProfileNames : public QObject {
    Q_OBJECT
public:
    using Read = std::function<QCoro::Task<QStringList>(std::stop_token stop)>;

    explicit ProfileNames(Read read) : read_(std::move(read)) {}

    /// Empty until the first refresh().
    const QStringList &all() const noexcept { return all_; }
    /// Reads them again; changed() follows if they differ.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    QCoro::Task<> read(std::stop_token stop);
    void take(const QStringList &names);

    Read read_;
    QStringList all_;
    ScopedTask reading_;
};

} // namespace vouch::ui
