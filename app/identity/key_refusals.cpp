// SPDX-License-Identifier: Apache-2.0
#include "identity/key_refusals.h"

#include <QCoreApplication>

namespace vouch::identity {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::identity)
};

QString useAnother() {
    return Strings::tr("Use another key, or ask your organization which ones it accepts.");
}

QString again() {
    return Strings::tr("Nothing was changed. Add the key again.");
}

} // namespace

std::optional<Error> keyRefusal(const QString &code, const QString &server, const QString &detail) {
    const auto error = [&detail](const QString &message, const QString &hint) {
        return Error(Error::Kind::Server, message, hint, detail);
    };
    if (code == "attestation_cert_required"_L1)
        return error(Strings::tr("This key doesn't prove who made it."), useAnother());
    if (code == "attestation_chain_invalid"_L1)
        return error(Strings::tr("%1 doesn't trust this key's manufacturer.").arg(server),
                     useAnother());
    if (code == "aaguid_not_allowed"_L1)
        return error(Strings::tr("Your organization doesn't allow this model of key."),
                     useAnother());
    if (code == "aaguid_missing"_L1)
        return error(Strings::tr("This key doesn't identify its model."), useAnother());
    if (code == "unknown_attestation_format"_L1)
        return error(Strings::tr("%1 can't read this key's attestation.").arg(server),
                     useAnother());
    if (code == "invalid_state"_L1)
        return error(Strings::tr("Adding the key took too long."), again());
    if (code == "state_already_used"_L1)
        return error(Strings::tr("%1 has already completed this registration.").arg(server),
                     Strings::tr("Check your list of keys: it may already be there."));
    if (code == "credential_already_registered"_L1)
        return error(Strings::tr("%1 already knows this key.").arg(server),
                     Strings::tr("Nothing was changed. Check your list of keys."));
    if (code == "last_key"_L1)
        return error(Strings::tr("This is your last key."),
                     Strings::tr("Without it you can't sign in. Add another key first."));
    if (code == "insufficient_user_authentication"_L1)
        return error(Strings::tr("%1 requires you to touch your key again.").arg(server),
                     Strings::tr("Sign in again, then retry."));
    return std::nullopt;
}

} // namespace vouch::identity
