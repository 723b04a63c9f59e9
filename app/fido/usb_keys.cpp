// SPDX-License-Identifier: Apache-2.0
#include "fido/usb_keys.h"

#include "core/displayed.h"

#include <fido.h>

namespace vouch::fido {

QList<Key> usbKeys() {
    constexpr std::size_t maxKeys = 64;
    fido_dev_info_t *list = fido_dev_info_new(maxKeys);
    std::size_t found = 0;
    QList<Key> keys;
    if (list != nullptr && fido_dev_info_manifest(list, maxKeys, &found) == FIDO_OK)
        for (std::size_t i = 0; i < found; ++i) {
            const fido_dev_info_t *info = fido_dev_info_ptr(list, i);
            keys.append({QString::fromUtf8(fido_dev_info_path(info)),
                         displayed(QString::fromUtf8(fido_dev_info_product_string(info)))});
        }
    fido_dev_info_free(&list, maxKeys);
    return keys;
}

} // namespace vouch::fido
