// SPDX-License-Identifier: Apache-2.0
#include "core/secret.h"

#include "core/secret_pages.h"
#include "wire/bytes.h"

#include <QString>

#include <cstring>
#include <utility>

namespace vouch {
namespace {

/// The bytes and a trailing NUL; fresh pages are zeroed.
std::size_t room(qsizetype size) noexcept {
    return static_cast<std::size_t>(size) + 1;
}

/// Wipes the buffer of a QByteArray or QString in place. Without its own buffer it's a literal,
/// which can't be written.
template <typename Text>
void wipeBuffer(Text &text) noexcept {
    auto &buffer = text.data_ptr();
    if (buffer.d_ptr() != nullptr) // text.data() would detach and wipe a copy
        wire::wipe(buffer.data(), static_cast<std::size_t>(text.size()) * sizeof *buffer.data());
}

} // namespace

Secret::Secret(QByteArrayView bytes) : size_(bytes.size()) {
    if (size_ > 0) {
        data_ = allocatePages(room(size_));
        std::memcpy(data_, bytes.data(), static_cast<std::size_t>(size_));
    }
}

Secret Secret::take(QByteArray &&bytes) {
    QByteArray source = std::move(bytes);
    Secret secret{QByteArrayView(source)};
    wipe(source);
    return secret;
}

Secret Secret::take(QString &&text) {
    QString source = std::move(text);
    Secret secret = take(source.toUtf8());
    wipeBuffer(source);
    return secret;
}

Secret::Secret(Secret &&other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Secret &Secret::operator=(Secret &&other) noexcept {
    if (this != &other) {
        release();
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

Secret::~Secret() {
    release();
}

void Secret::release() noexcept {
    if (data_ == nullptr)
        return;
    wire::wipe(data_, room(size_));
    freePages(data_, room(size_));
    data_ = nullptr;
    size_ = 0;
}

bool Secret::equals(QByteArrayView other) const noexcept {
    if (other.size() != size_)
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < size_; ++i)
        difference |= static_cast<unsigned char>(data_[i] ^ other[i]);
    return difference == 0;
}

void wipe(QByteArray &bytes) noexcept {
    wipeBuffer(bytes);
    bytes.clear();
}

} // namespace vouch
