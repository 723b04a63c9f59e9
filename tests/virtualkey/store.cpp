// SPDX-License-Identifier: Apache-2.0
#include "store.h"

#include "atomic_file.h"
#include "cbor_reader.h"
#include "cbor_writer.h"
#include "credential_codec.h"
#include "status.h"

#include <stdexcept>

namespace vouch::virtualkey {
namespace {

enum Member : std::int64_t { Format = 1, PinHash, PinRetries, Credentials };

constexpr std::int64_t currentFormat = 1;

auto hasId(ByteView id) {
    return [id](const Credential &credential) { return sameBytes(credential.id, id); };
}

auto isAccount(const std::string &rpId, ByteView userId) {
    return [&rpId, userId](const Credential &credential) {
        return credential.discoverable && credential.rpId == rpId &&
               sameBytes(credential.user.id, userId);
    };
}

template <typename Predicate>
const Credential *findIn(const std::vector<Credential> &credentials, Predicate matches) {
    const auto found = std::ranges::find_if(credentials, matches);
    return found == credentials.end() ? nullptr : &*found;
}

} // namespace

Store::Store(std::filesystem::path file) : file_(std::move(file)) {
    const auto content = readFile(file_);
    if (!content)
        return;
    try {
        load(*content);
    } catch (const CtapError &) {
        throw std::runtime_error(file_.string() + " is no state file of this program");
    }
}

void Store::setPinHash(Bytes hash) {
    pinHash_ = std::move(hash);
    pinRetries_ = maxPinRetries;
    save();
}

void Store::setPinRetries(int retries) {
    pinRetries_ = retries;
    save();
}

std::size_t Store::discoverableCount() const {
    return static_cast<std::size_t>(std::ranges::count_if(credentials_, &Credential::discoverable));
}

const Credential *Store::find(ByteView id) const {
    return findIn(credentials_, hasId(id));
}

const Credential *Store::findAccount(const std::string &rpId, ByteView userId) const {
    return findIn(credentials_, isAccount(rpId, userId));
}

void Store::add(Credential credential) {
    if (credential.discoverable)
        std::erase_if(credentials_, isAccount(credential.rpId, credential.user.id));
    credentials_.push_back(std::move(credential));
    save();
}

void Store::update(ByteView id, const std::function<void(Credential &)> &change) {
    for (Credential &credential : credentials_)
        if (hasId(id)(credential))
            change(credential);
    save();
}

void Store::remove(Bytes id) {
    std::erase_if(credentials_, hasId(id));
    save();
}

void Store::clear() {
    pinHash_.clear();
    pinRetries_ = maxPinRetries;
    credentials_.clear();
    save();
}

void Store::load(ByteView encoded) {
    const CborDocument document(encoded);
    const CborView root = document.root();
    if (root.require(Format).integer() != currentFormat)
        throw CtapError(Status::InvalidCbor);
    const ByteView hash = root.require(PinHash).bytes();
    pinHash_.assign(hash.begin(), hash.end());
    pinRetries_ = static_cast<int>(root.require(PinRetries).unsignedInteger());
    const CborView list = root.require(Credentials);
    for (std::size_t i = 0; i < list.arraySize(); ++i)
        credentials_.push_back(decodeCredential(list.at(i)));
}

void Store::save() const {
    std::vector<CborValue> list;
    for (const Credential &credential : credentials_)
        list.push_back(encodeCredential(credential));
    replaceFile(file_, CborMap()
                           .set(Format, CborValue::integer(currentFormat))
                           .set(PinHash, CborValue::bytes(pinHash_))
                           .set(PinRetries, CborValue::integer(pinRetries_))
                           .set(Credentials, CborValue::array(list))
                           .encoded());
}

} // namespace vouch::virtualkey
