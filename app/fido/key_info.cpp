// SPDX-License-Identifier: Apache-2.0
#include "fido/key_info.h"

#include "fido/device.h"
#include "fido/results.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace vouch::fido {

using namespace Qt::Literals::StringLiterals;

namespace {

/// CTAP 2.1 section 6.5.1: the limits that apply to every key, whatever it reports.
constexpr quint64 minPinLength = 4;
constexpr quint64 maxPinLength = 63;

/// More than any key reports; anything beyond isn't worth showing.
constexpr std::size_t maxNames = 32;
constexpr std::size_t longestName = 40;

/// FIDO registry of predefined values 2.2, section 3.1: USER_VERIFY_FINGERPRINT_INTERNAL.
constexpr quint64 fingerprintModality = 0x02;

QString nameOf(const char *text) {
    QString name;
    for (; *text != '\0' && std::size_t(name.size()) < longestName; ++text)
        if (*text > ' ' && *text <= '~')
            name += QLatin1Char(*text);
    return name;
}

QStringList names(char **list, std::size_t count) {
    QStringList all;
    for (std::size_t i = 0; i < std::min(count, maxNames); ++i)
        all.append(nameOf(list[i]));
    return all;
}

QStringList optionsOf(const fido_cbor_info_t *info) {
    QStringList all =
        names(fido_cbor_info_options_name_ptr(info), fido_cbor_info_options_len(info));
    const bool *values = fido_cbor_info_options_value_ptr(info);
    for (qsizetype i = 0; i < all.size(); ++i)
        all[i] += values[i] ? u"=true"_s : u"=false"_s;
    return all;
}

KeyInfo::Fingerprint fingerprintOf(const fido_cbor_info_t *info, const KeyInfo &key) {
    const bool reader = key.options.contains(u"bioEnroll=true"_s) ||
                        key.options.contains(u"bioEnroll=false"_s) ||
                        key.options.contains(u"userVerificationMgmtPreview=true"_s) ||
                        key.options.contains(u"userVerificationMgmtPreview=false"_s) ||
                        (fido_cbor_info_uv_modality(info) & fingerprintModality) != 0;
    if (!reader)
        return KeyInfo::Fingerprint::None;
    return key.verifiesItself ? KeyInfo::Fingerprint::SetUp : KeyInfo::Fingerprint::NotSetUp;
}

} // namespace

KeyInfo readInfo(const Device &device) {
    const auto owned = cborInfo(device);
    const fido_cbor_info_t *info = owned.get();
    KeyInfo key;
    key.aaguid = bytes(fido_cbor_info_aaguid_ptr(info), fido_cbor_info_aaguid_len(info));
    key.supportsPin = fido_dev_supports_pin(device.handle());
    key.pinSet = fido_dev_has_pin(device.handle());
    key.mustChangePin = key.pinSet && fido_cbor_info_new_pin_required(info);
    key.minPinLength =
        int(std::clamp(quint64(fido_cbor_info_minpinlen(info)), minPinLength, maxPinLength));
    key.verifiesItself = fido_dev_has_uv(device.handle());
    if (const auto room = fido_cbor_info_rk_remaining(info); room >= 0)
        key.roomForAccounts = int(std::min<std::int64_t>(room, std::numeric_limits<int>::max()));
    key.versions = names(fido_cbor_info_versions_ptr(info), fido_cbor_info_versions_len(info));
    key.extensions =
        names(fido_cbor_info_extensions_ptr(info), fido_cbor_info_extensions_len(info));
    key.options = optionsOf(info);
    const auto *protocols = fido_cbor_info_protocols_ptr(info);
    for (std::size_t i = 0; i < std::min(fido_cbor_info_protocols_len(info), maxNames); ++i)
        key.pinProtocols.append(protocols[i]);
    key.firmware = fido_cbor_info_fwversion(info);
    key.fingerprint = fingerprintOf(info, key);
    if (key.pinSet)
        check(device, fido_dev_get_retry_count(device.handle(), &key.pinRetries));
    return key;
}

} // namespace vouch::fido
