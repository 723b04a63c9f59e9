// SPDX-License-Identifier: Apache-2.0
#include "fido/preflight.h"

#include "fido/device.h"
#include "fido/results.h"

namespace vouch::fido {
namespace {

bool showsOneOf(const Device &device, const QString &rpId, const QList<QByteArray> &ids) {
    const auto assertion = newAssertion(rpId);
    const QByteArray noHash(32, '\0'); // nobody checks the signature
    check(fido_assert_set_clientdata_hash(assertion.get(), data(noHash), 32));
    check(fido_assert_set_up(assertion.get(), FIDO_OPT_FALSE));
    for (const QByteArray &id : ids)
        check(fido_assert_allow_cred(assertion.get(), data(id), std::size_t(id.size())));
    return fido_dev_get_assert(device.handle(), assertion.get(), nullptr) == FIDO_OK;
}

} // namespace

bool showsAccount(const Device &device, const QString &rpId,
                  const QList<QByteArray> &credentialIds) {
    if (credentialIds.isEmpty())
        return showsOneOf(device, rpId, {});
    const qsizetype turn = maxInList(device);
    for (qsizetype first = 0; first < credentialIds.size(); first += turn)
        if (showsOneOf(device, rpId, credentialIds.mid(first, turn)))
            return true;
    return false;
}

qsizetype maxInList(const Device &device) {
    const auto info = cborInfo(device);
    const auto limit = fido_cbor_info_maxcredcntlst(info.get());
    return limit == 0
               ? 1
               : qsizetype(qMin<std::uint64_t>(limit, 64)); // CTAP 2.0 keys don't report a limit
}

} // namespace vouch::fido
