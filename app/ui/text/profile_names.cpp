// SPDX-License-Identifier: Apache-2.0
#include "ui/text/profile_names.h"

namespace vouch::ui {

void ProfileNames::refresh() {
    reading_ = ScopedTask([this](std::stop_token stop) { return read(stop); },
                          [this](const Error &) { take({}); });
}

QCoro::Task<> ProfileNames::read(std::stop_token stop) {
    const QStringList names = co_await read_(stop);
    throwIfStopped(stop);
    take(names);
}

void ProfileNames::take(const QStringList &names) {
    if (names == all_)
        return;
    all_ = names;
    Q_EMIT changed();
}

} // namespace vouch::ui
