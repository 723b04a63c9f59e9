// SPDX-License-Identifier: Apache-2.0
#include "fido/key_names.h"

#include "fido/device.h"
#include "fido/key_models.h"
#include "fido/results.h"

#include <QUuid>

#include <optional>

namespace vouch::fido {
namespace {

/// The model with this AAGUID, or the key's own name.
QString modelOf(const QByteArray &aaguid, const QString &own) {
    const QString model = keyModel(QUuid::fromRfc4122(aaguid).toString(QUuid::WithoutBraces));
    return model.isEmpty() ? own : model;
}

/// Nothing if another try may succeed.
std::optional<QString> readModel(Transport &transport, const Key &key) {
    std::stop_source noWaiting; // for a busy key
    noWaiting.request_stop();
    try {
        const Device device(transport, key.path, {}, noWaiting.get_token());
        const auto info = cborInfo(device);
        return modelOf(
            bytes(fido_cbor_info_aaguid_ptr(info.get()), fido_cbor_info_aaguid_len(info.get())),
            key.model);
    } catch (const KeyError &error) {
        if (error.cause() != KeyError::Cause::Busy &&
            error.cause() != KeyError::Cause::NotPermitted)
            return key.model;
    }
    return std::nullopt;
}

} // namespace

QList<Key> KeyNames::named(QList<Key> keys, Transport &transport) {
    const auto before = std::exchange(names_, {});
    for (Key &key : keys) {
        const auto known = before.constFind(key.path);
        const std::optional<QString> model = known != before.cend() && known->own == key.model
                                                 ? known->model
                                                 : readModel(transport, key);
        if (!model)
            continue;
        names_.insert(key.path, {key.model, *model});
        key.model = *model;
    }
    return keys;
}

} // namespace vouch::fido
