// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fido.h>
#include <memory>
#include <string>
#include <windows.h>

/// The person in front of Windows' window, with the software key in hand.
namespace standin {

/// What the test wants of the person: the section [person] of webauthn.dll.ini beside the library,
/// which is read anew for each call.
struct Wishes {
    std::string key; ///< `udp:127.0.0.1:PORT`
    std::string pin; ///< what the person types, once
    DWORD version;   ///< of the API
    HRESULT result;  ///< if it isn't S_OK, what every operation ends with, without a key
};
Wishes wishes();

/// Adds a line to webauthn.dll.log beside the library.
void note(const std::string &line);

/// What Windows returns for libfido2's code. After a wrong PIN Windows asks again, and this person
/// closes its window.
HRESULT resultOf(int code);

/// An operation under way. One at a time.
class Operation {
public:
    /// `id`: that of the cancellation, or null.
    explicit Operation(const GUID *id);
    ~Operation();
    Operation(const Operation &) = delete;
    Operation &operator=(const Operation &) = delete;

    /// Opens the key; gives libfido2's code.
    int open(const std::string &path);
    fido_dev_t *key() const { return key_; }

private:
    fido_dev_t *key_ = nullptr;
};

GUID newId();
/// Whether newId() gave it out.
bool isKnown(const GUID *id);
/// Ends the operation with this id, and no other.
void cancel(const GUID &id);

} // namespace standin
