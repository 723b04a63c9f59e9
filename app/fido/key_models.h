// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace vouch {

/// The name of a key model by its AAGUID (WebAuthn section 6.5.2), a UUID in upper or lower case;
/// empty if unknown. Names are those of the FIDO Alliance's metadata service.
QString keyModel(const QString &aaguid);

} // namespace vouch
