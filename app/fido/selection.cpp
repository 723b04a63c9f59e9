// SPDX-License-Identifier: Apache-2.0
#include "fido/selection.h"

#include "core/log.h"
#include "fido/authenticator.h"

namespace vouch::fido {
namespace {

/// How long each key is polled before the next one's turn.
constexpr int turnMilliseconds = 20;

} // namespace

Selection::Selection(Transport &transport, const QStringList &paths) {
    KeyError error = keyError(FIDO_ERR_RX);
    for (const QString &path : paths) {
        try {
            auto device = std::make_unique<Device>(transport, path, nullptr, std::stop_token());
            if (const int code = fido_dev_get_touch_begin(device->handle()); code != FIDO_OK)
                throw device->error(code);
            keys_.push_back({path, std::move(device)});
        } catch (const KeyError &failure) {
            qCInfo(logFido) << "one of several keys:" << failure.detail();
            error = failure;
        }
    }
    if (keys_.empty())
        throw KeyError(error);
}

Selection::~Selection() {
    for (const Blinking &key : keys_)
        fido_dev_cancel(key.device->handle());
}

std::optional<QString> Selection::look() {
    std::optional<KeyError> last;
    for (auto key = keys_.begin(); key != keys_.end();) {
        int touched = 0;
        const int code =
            fido_dev_get_touch_status(key->device->handle(), &touched, turnMilliseconds);
        if (touched != 0) {
            const QString path = key->path;
            keys_.erase(key); // it stopped blinking
            return path;
        }
        if (code == FIDO_OK && !key->device->isGone() && !key->device->isBusy()) {
            ++key;
            continue;
        }
        last = key->device->error(code == FIDO_OK ? FIDO_ERR_RX : code);
        key = keys_.erase(key);
    }
    if (keys_.empty())
        throw last ? KeyError(*last) : keyError(FIDO_ERR_RX);
    return std::nullopt;
}

} // namespace vouch::fido
