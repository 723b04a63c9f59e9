// SPDX-License-Identifier: Apache-2.0
#include "session/keys/key_choice.h"

#include "core/scoped_task.h"
#include "fido/authenticator.h"

#include <algorithm>

namespace vouch {

namespace {

/// Requests a stop when its scope ends.
struct StopAtEnd {
    std::stop_source source;
    ~StopAtEnd() { source.request_stop(); }
};

QStringList pathsOf(const QList<fido::Key> &keys) {
    QStringList paths;
    for (const fido::Key &key : keys)
        paths.append(key.path);
    return paths;
}

} // namespace

void KeyChoice::reset() {
    chosen_.clear();
    passedOver_.clear();
}

QCoro::Task<fido::Key> KeyChoice::key(std::stop_token stop) {
    while (true) {
        const QList<fido::Key> all = co_await authenticator_.keys();
        throwIfStopped(stop);
        const QStringList present = pathsOf(all);
        passedOver_.removeIf([&present](const QString &path) { return !present.contains(path); });
        QList<fido::Key> keys = all;
        keys.removeIf([this](const fido::Key &key) { return passedOver_.contains(key.path); });
        const auto chosen = std::ranges::find(keys, chosen_, &fido::Key::path);
        if (chosen != keys.end())
            co_return fido::Key(*chosen);
        chosen_.clear();
        if (keys.size() == 1)
            co_return fido::Key(keys.first());
        if (keys.size() > 1) {
            chosen_ = co_await touchedKey(keys, stop);
            throwIfStopped(stop);
            continue;
        }
        prompts_.insert();
        const CeremonyEvents::KeysMatter changed = [all](const QList<fido::Key> &now) {
            return now != all;
        };
        co_await events_.next(changed, stop);
        throwIfStopped(stop);
    }
}

QCoro::Task<QString> KeyChoice::touchedKey(QList<fido::Key> keys, std::stop_token stop) {
    QStringList models;
    for (const fido::Key &key : std::as_const(keys))
        models.append(key.model);
    prompts_.touch(models);
    const QStringList paths = pathsOf(keys);
    const StopAtEnd blinking;
    auto touched = authenticator_.touched(paths, blinking.source.get_token());
    touched.then(&events_, [this](const QFuture<QString> &) {
        events_.post(CeremonyEvents::Event::LookAgain);
    });
    const QStringList passedOver = passedOver_;
    const CeremonyEvents::KeysMatter matter = [=](const QList<fido::Key> &now) {
        QStringList wanted = pathsOf(now);
        wanted.removeIf([&](const QString &path) { return passedOver.contains(path); });
        return touched.isFinished() || wanted != paths;
    };
    co_await events_.next(matter, stop);
    throwIfStopped(stop);
    if (!touched.isFinished())
        co_return QString();
    co_return co_await touched;
}

} // namespace vouch
