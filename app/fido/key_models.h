// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// What a model of key is called, by its AAGUID (WebAuthn section 6.5.2) as a UUID in any case of
/// letters; empty for one that is not known here. The names are those of the FIDO Alliance's
/// metadata service.
QString keyModel(const QString &aaguid);

} // namespace vouch
