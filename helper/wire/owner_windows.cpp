// SPDX-License-Identifier: Apache-2.0
#include "wire/owner_windows.h"

#include <aclapi.h>
#include <sddl.h>

namespace vouch::wire {
namespace {

[[noreturn]] void fail(const char *what) {
    const DWORD error = ::GetLastError();
    throw ConnectionError(std::string(what) + ": " + errorText(error) + ".");
}

/// An object's owner and access list, which Windows allocates together.
class Descriptor {
public:
    Descriptor(HANDLE object, bool isFile) {
        const auto type = isFile ? SE_FILE_OBJECT : SE_KERNEL_OBJECT;
        isKnown_ =
            ::GetSecurityInfo(object, type, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION,
                              &owner, nullptr, &access, nullptr, &all_) == ERROR_SUCCESS;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor() { ::LocalFree(all_); }
    explicit operator bool() const { return isKnown_; }

    PSID owner = nullptr;
    PACL access = nullptr;

private:
    bool isKnown_ = false;
    PSECURITY_DESCRIPTOR all_ = nullptr;
};

/// Those who can get access anyway.
bool isSystem(PSID sid) {
    return ::IsWellKnownSid(sid, WinLocalSystemSid) ||
           ::IsWellKnownSid(sid, WinBuiltinAdministratorsSid);
}

} // namespace

Sid::Sid(PSID sid) : bytes_(::GetLengthSid(sid)) {
    ::CopySid(static_cast<DWORD>(bytes_.size()), get(), sid);
}

std::wstring Sid::text() const {
    LPWSTR text = nullptr;
    if (!::ConvertSidToStringSidW(get(), &text))
        return {};
    std::wstring result(text);
    ::LocalFree(text);
    return result;
}

bool Sid::operator==(const Sid &other) const {
    return ::EqualSid(get(), other.get()) != FALSE;
}

std::optional<Sid> userOf(HANDLE token) {
    alignas(TOKEN_USER) BYTE user[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE];
    DWORD size = 0;
    if (!::GetTokenInformation(token, TokenUser, user, sizeof user, &size))
        return std::nullopt;
    return Sid(reinterpret_cast<TOKEN_USER *>(user)->User.Sid);
}

const Sid &ownUser() {
    static const Sid own = [] {
        Handle token;
        if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, token.receive()))
            fail("Can't find out which user this is");
        const auto user = userOf(token.get());
        if (!user)
            fail("Can't find out which user this is");
        return *user;
    }();
    return own;
}

std::optional<bool> isElevated() {
    Handle token;
    TOKEN_ELEVATION elevation{};
    DWORD size = 0;
    if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, token.receive()) ||
        !::GetTokenInformation(token.get(), TokenElevation, &elevation, sizeof elevation, &size))
        return std::nullopt;
    return elevation.TokenIsElevated != 0;
}

bool isOurProcess(HANDLE process) {
    Handle token;
    if (!::OpenProcessToken(process, TOKEN_QUERY, token.receive()))
        return false;
    return userOf(token.get()) == ownUser();
}

bool isOurObject(HANDLE object, bool isFile) {
    const Descriptor descriptor(object, isFile);
    return descriptor && descriptor.owner != nullptr && Sid(descriptor.owner) == ownUser();
}

bool isSystemsObject(HANDLE object, bool isFile) {
    const Descriptor descriptor(object, isFile);
    return descriptor && descriptor.owner != nullptr && isSystem(descriptor.owner);
}

bool isClosedToOthers(HANDLE object, bool isFile, DWORD rights) {
    const Descriptor descriptor(object, isFile);
    if (!descriptor || descriptor.access == nullptr) // no list at all lets everybody in
        return false;
    for (DWORD i = 0; i < descriptor.access->AceCount; ++i) {
        void *entry = nullptr;
        if (!::GetAce(descriptor.access, i, &entry))
            return false;
        const auto *header = static_cast<const ACE_HEADER *>(entry);
        if (header->AceType == ACCESS_DENIED_ACE_TYPE)
            continue;
        if (header->AceType != ACCESS_ALLOWED_ACE_TYPE)
            return false; // one that this doesn't understand
        auto *allowed = static_cast<ACCESS_ALLOWED_ACE *>(entry);
        PSID who = &allowed->SidStart;
        if ((allowed->Mask & rights) != 0 && !isSystem(who) && Sid(who) != ownUser())
            return false;
    }
    return true;
}

OursAlone::OursAlone() {
    const std::wstring own = ownUser().text();
    // Owner; a protected access list, which takes nothing over from the folder around it, with one
    // entry: everything, to our user.
    const std::wstring descriptor = L"O:" + own + L"D:P(A;OICI;GA;;;" + own + L")";
    if (own.empty() ||
        !::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            descriptor.c_str(), SDDL_REVISION_1, &attributes_.lpSecurityDescriptor, nullptr))
        fail("Can't protect what Vouch creates");
}

OursAlone::~OursAlone() {
    ::LocalFree(attributes_.lpSecurityDescriptor);
}

} // namespace vouch::wire
