// SPDX-License-Identifier: Apache-2.0
#include "person.h"

#include "virtualkey/udp_link.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <vector>

#include <combaseapi.h>

namespace standin {
namespace {

std::mutex mutex;
std::vector<GUID> ids;
const GUID *current = nullptr; ///< the operation that can be canceled
fido_dev_t *waiting = nullptr; ///< its key

std::string besideLibrary(const char *suffix) {
    HMODULE library = nullptr;
    std::array<char, MAX_PATH> path{};
    ::GetModuleHandleExA(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS |
                             GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
                         reinterpret_cast<const char *>(&besideLibrary), &library);
    ::GetModuleFileNameA(library, path.data(), DWORD(path.size()));
    return path.data() + std::string(suffix);
}

std::string wish(const char *name, const char *usual) {
    std::array<char, 256> value{};
    ::GetPrivateProfileStringA("person", name, usual, value.data(), DWORD(value.size()),
                               besideLibrary(".ini").c_str());
    return value.data();
}

} // namespace

Wishes wishes() {
    return {wish("key", ""), wish("pin", ""), DWORD(std::stoul(wish("version", "1"))),
            HRESULT(std::stoul(wish("result", "0"), nullptr, 16))};
}

void note(const std::string &line) {
    std::ofstream(besideLibrary(".log"), std::ios::app) << line << '\n';
}

HRESULT resultOf(int code) {
    switch (code) {
    case FIDO_OK:
        return S_OK;
    case FIDO_ERR_NO_CREDENTIALS:
        return NTE_NOT_FOUND;
    case FIDO_ERR_CREDENTIAL_EXCLUDED:
        return NTE_EXISTS;
    case FIDO_ERR_KEY_STORE_FULL:
        return NTE_TOKEN_KEYSET_STORAGE_FULL;
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_USER_ACTION_TIMEOUT:
        return HRESULT_FROM_WIN32(ERROR_TIMEOUT);
    case FIDO_ERR_KEEPALIVE_CANCEL:
    case FIDO_ERR_PIN_INVALID:
    case FIDO_ERR_PIN_AUTH_BLOCKED:
    case FIDO_ERR_PIN_BLOCKED:
        return NTE_USER_CANCELLED;
    case FIDO_ERR_RX:
    case FIDO_ERR_TX:
        return NTE_DEVICE_NOT_FOUND;
    default:
        return E_FAIL;
    }
}

Operation::Operation(const GUID *id) : key_(fido_dev_new()) {
    const std::lock_guard lock(mutex);
    current = id;
}

Operation::~Operation() {
    {
        const std::lock_guard lock(mutex);
        current = nullptr;
        waiting = nullptr;
    }
    fido_dev_close(key_);
    fido_dev_free(&key_);
}

int Operation::open(const std::string &path) {
    using namespace vouch::virtualkey;
    fido_init(FIDO_DISABLE_U2F_FALLBACK);
    const fido_dev_io_t cable{udpLinkOpen, udpLinkClose, udpLinkRead, udpLinkWrite};
    int code = fido_dev_set_io_functions(key_, &cable);
    if (code == FIDO_OK)
        code = fido_dev_open(key_, path.c_str());
    const std::lock_guard lock(mutex);
    waiting = code == FIDO_OK ? key_ : nullptr;
    return code;
}

GUID newId() {
    GUID id{};
    ::CoCreateGuid(&id);
    const std::lock_guard lock(mutex);
    ids.push_back(id);
    return id;
}

bool isKnown(const GUID *id) {
    const std::lock_guard lock(mutex);
    return id != nullptr && std::ranges::any_of(ids, [id](const GUID &known) {
               return ::IsEqualGUID(known, *id) != FALSE;
           });
}

void cancel(const GUID &id) {
    const std::lock_guard lock(mutex);
    const bool isCurrent = current != nullptr && ::IsEqualGUID(*current, id);
    if (!isCurrent || waiting == nullptr)
        return;
    note("cancelled");
    fido_dev_cancel(waiting);
}

} // namespace standin
