// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fido/authenticator.h"
#include "fido/device.h"

#include <QByteArray>

#include <fido.h>

#include <cstddef>
#include <memory>

/// Helpers for calling libfido2 and reading its results.
namespace vouch::fido {

/// Throws KeyError for any code but FIDO_OK.
inline void check(int code) {
    if (code != FIDO_OK)
        throw keyError(code);
}

/// The same for a call that the key answered.
inline void check(const Device &device, int code) {
    if (code != FIDO_OK)
        throw device.error(code);
}

inline QByteArray bytes(const unsigned char *data, std::size_t size) {
    return QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
}

/// The bytes as libfido2 takes them.
inline const unsigned char *data(const QByteArray &bytes) {
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

struct FreeAssertion {
    void operator()(fido_assert_t *assertion) const { fido_assert_free(&assertion); }
};
struct FreeInfo {
    void operator()(fido_cbor_info_t *info) const { fido_cbor_info_free(&info); }
};

inline std::unique_ptr<fido_assert_t, FreeAssertion> newAssertion(const QString &rpId) {
    std::unique_ptr<fido_assert_t, FreeAssertion> assertion(fido_assert_new());
    check(assertion ? FIDO_OK : FIDO_ERR_INTERNAL);
    check(fido_assert_set_rp(assertion.get(), rpId.toUtf8().constData()));
    return assertion;
}

/// What the key reports about itself (CTAP 2.1 section 6.4).
inline std::unique_ptr<fido_cbor_info_t, FreeInfo> cborInfo(const Device &device) {
    std::unique_ptr<fido_cbor_info_t, FreeInfo> info(fido_cbor_info_new());
    check(info ? FIDO_OK : FIDO_ERR_INTERNAL);
    check(device, fido_dev_get_cbor_info(device.handle(), info.get()));
    return info;
}

} // namespace vouch::fido
