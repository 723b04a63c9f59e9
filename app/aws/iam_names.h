// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// The formats of names in IAM and STS, from their API references.
namespace vouch::aws {

/// A `RoleSessionName`: 2 to 64 of `[\w+=,.@-]`.
bool isRoleSessionName(const QString &text);
/// Makes any text a valid role session name.
QString roleSessionName(const QString &text);
/// An `ExternalId`: 2 to 1224 of `[\w+=,.@:/-]`.
bool isExternalId(const QString &text);
/// A `SerialNumber` of an MFA device: 9 to 256 of `[\w+=/:,.@-]`.
bool isMfaSerial(const QString &text);

} // namespace vouch::aws
