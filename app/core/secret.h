// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <memory>

namespace vouch {

/// A secret in memory: a PIN, a token, an AWS secret key. Its bytes have their own pages, which
/// stay out of swap and core dumps and are wiped on destruction. It can't be copied, printed or
/// converted to text by accident. An empty Secret holds no memory.
///
/// Any thread, one at a time. If the system refuses to lock the pages (RLIMIT_MEMLOCK), the secret
/// is stored anyway.
class Secret {
public:
    Secret() noexcept = default;
    /// Copies the bytes; the caller must still wipe the source.
    explicit Secret(QByteArrayView bytes);
    /// Copies the bytes and wipes the source, which must not be shared with another QByteArray.
    static Secret take(QByteArray &&bytes);
    /// The same for text, such as an input field's content; stored as UTF-8.
    static Secret take(QString &&text);

    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    bool isEmpty() const noexcept { return size_ == 0; }
    qsizetype size() const noexcept { return size_; }
    /// The bytes, valid until this object is destroyed or assigned to.
    QByteArrayView view() const noexcept { return {data_, size_}; }
    /// The bytes followed by a NUL, for C libraries. Never null.
    const char *c_str() const noexcept { return data_ == nullptr ? "" : data_; }
    /// Compares in constant time.
    bool equals(QByteArrayView other) const noexcept;

private:
    void release() noexcept;

    char *data_ = nullptr;
    qsizetype size_ = 0;
};

/// A secret shared by several readers: a role session's key, an access token.
using SharedSecret = std::shared_ptr<const Secret>;

/// Wipes and clears an ordinary buffer that held a secret. Doesn't detach: if the array is shared,
/// the other copies are wiped too.
void wipe(QByteArray &bytes) noexcept;

} // namespace vouch
