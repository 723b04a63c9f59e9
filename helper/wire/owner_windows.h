// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wire/native_windows.h"

#include <optional>
#include <string>
#include <vector>

/// For files of Windows only: who owns a process or an object, and objects that are ours alone.
namespace vouch::wire {

/// A user or group, as Windows identifies it.
class Sid {
public:
    /// Copies it.
    explicit Sid(PSID sid);
    /// Such as `S-1-5-21-...-1001`; empty if Windows can't say it.
    std::wstring text() const;
    bool operator==(const Sid &other) const;

private:
    PSID get() const { return const_cast<BYTE *>(bytes_.data()); }

    std::vector<BYTE> bytes_;
};

/// The user of an access token; nullopt if it can't be read.
std::optional<Sid> userOf(HANDLE token);
/// The user that this process runs as. Throws ConnectionError.
const Sid &ownUser();
/// Whether this process has an administrator's rights; nullopt if it can't be told.
std::optional<bool> isElevated();
/// Whether a process runs as our user. False if it can't be told.
bool isOurProcess(HANDLE process);

/// Whether our user owns an object (a pipe, a folder), by a handle with READ_CONTROL. False if it
/// can't be told.
bool isOurObject(HANDLE object, bool isFile);
/// Whether the system or the administrators own it. False if it can't be told.
bool isSystemsObject(HANDLE object, bool isFile);
/// Whether nobody but our user, the system and the administrators has any of these rights to it.
bool isClosedToOthers(HANDLE object, bool isFile, DWORD rights = ~DWORD(0));

/// For creating an object that our user owns and nobody else can access. Folders hand that on to
/// what is created in them. Throws ConnectionError.
class OursAlone {
public:
    OursAlone();
    OursAlone(const OursAlone &) = delete;
    OursAlone &operator=(const OursAlone &) = delete;
    ~OursAlone();
    /// Valid as long as this object. Handles aren't inherited.
    SECURITY_ATTRIBUTES *attributes() { return &attributes_; }
    PSECURITY_DESCRIPTOR descriptor() const { return attributes_.lpSecurityDescriptor; }

private:
    SECURITY_ATTRIBUTES attributes_{sizeof(SECURITY_ATTRIBUTES), nullptr, FALSE};
};

} // namespace vouch::wire
