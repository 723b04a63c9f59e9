// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <exception>

namespace vouch::virtualkey {

/// The status byte that begins every CTAP2 response (CTAP 2.1 section 8.2), as far as this key
/// uses it.
enum class Status : std::uint8_t {
    Ok = 0x00,
    InvalidCommand = 0x01,
    InvalidParameter = 0x02,
    InvalidLength = 0x03,
    CborUnexpectedType = 0x11,
    InvalidCbor = 0x12,
    MissingParameter = 0x14,
    LimitExceeded = 0x15,
    CredentialExcluded = 0x19,
    UnsupportedAlgorithm = 0x26,
    KeyStoreFull = 0x28,
    UnsupportedOption = 0x2b,
    InvalidOption = 0x2c,
    KeepaliveCancel = 0x2d,
    NoCredentials = 0x2e,
    UserActionTimeout = 0x2f,
    NotAllowed = 0x30,
    PinInvalid = 0x31,
    PinBlocked = 0x32,
    PinAuthInvalid = 0x33,
    PinAuthBlocked = 0x34,
    PinNotSet = 0x35,
    PuatRequired = 0x36, ///< "PIN required" in CTAP 2.0
    PinPolicyViolation = 0x37,
    RequestTooLarge = 0x39,
    InvalidSubcommand = 0x3e,
    UnauthorizedPermission = 0x40,
    Other = 0x7f,
};

/// Ends a command with that status. Thrown wherever an algorithm of the specification says
/// "return CTAP2_ERR_...", caught once, where the response is made (Operation).
class CtapError : public std::exception {
public:
    explicit CtapError(Status status) : status_(status) {}

    Status status() const { return status_; }
    const char *what() const noexcept override { return "CTAP2 error status"; }

private:
    Status status_;
};

} // namespace vouch::virtualkey
