// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstddef>
#include <memory>

namespace vouch {

/// A secret in memory: a PIN, a token, an AWS secret key. Its bytes live in pages of their own that
/// are kept out of swap and core dumps and are wiped when it dies. It cannot be copied, printed or
/// turned into text by accident. An empty Secret holds no memory.
///
/// Any thread, one at a time. Where the system refuses to lock the pages (RLIMIT_MEMLOCK) the
/// secret is kept all the same.
class Secret {
public:
    Secret() noexcept = default;
    /// Copies the bytes; the caller still has to wipe where they came from.
    explicit Secret(QByteArrayView bytes);
    /// Copies the bytes and wipes the source, which must not be shared with another QByteArray.
    static Secret take(QByteArray &&bytes);
    /// The same for a text, such as the content of an input field, in UTF-8.
    static Secret take(QString &&text);

    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    bool isEmpty() const noexcept { return size_ == 0; }
    qsizetype size() const noexcept { return size_; }
    /// The bytes, for as long as this object lives and keeps its content.
    QByteArrayView view() const noexcept { return {data_, size_}; }
    /// The same with a NUL behind the last byte, for C libraries; never null.
    const char *c_str() const noexcept { return data_ == nullptr ? "" : data_; }
    /// Compares in constant time.
    bool equals(QByteArrayView other) const noexcept;

private:
    void release() noexcept;

    char *data_ = nullptr;
    qsizetype size_ = 0;
};

/// A secret with several readers: a role session's key, an access token.
using SharedSecret = std::shared_ptr<const Secret>;

/// Wipes bytes that had to pass through an ordinary buffer, then empties it. Detaches nothing: if
/// the array is shared, the others lose their content too.
void wipe(QByteArray &bytes) noexcept;

} // namespace vouch
