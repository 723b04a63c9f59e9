// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>

/// Splitting the lines of AWS's files, shared by ini_file.h and ini_blanking.h.
namespace vouch::aws {

inline constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

/// How many whitespace characters, by Python's definition, the line starts with.
int indentOf(QByteArrayView line) noexcept;
/// Trims such whitespace at the end, or at both ends.
QByteArrayView trimmedEnd(QByteArrayView text) noexcept;
QByteArrayView trimmed(QByteArrayView text) noexcept;

/// The name between the brackets if the trimmed line starts a section; otherwise empty.
QByteArrayView sectionIn(QByteArrayView content) noexcept;
/// The end of the key in a trimmed line: the first `=` or `:`, or else the line's end.
qsizetype keyEndIn(QByteArrayView content) noexcept;

/// Bytes wiped at the end of the scope: the file may contain secrets.
class WipedBytes {
public:
    WipedBytes() = default;
    WipedBytes(const WipedBytes &) = delete;
    WipedBytes &operator=(const WipedBytes &) = delete;
    ~WipedBytes() { wipe(bytes); }

    QByteArray bytes;
};

/// Iterates over the lines of a text, without their LF, CR LF or CR.
class Lines {
public:
    explicit Lines(QByteArrayView text) : text_(text) {}

    bool isAtEnd() const noexcept { return at_ == text_.size(); }
    /// Where the next line starts.
    qsizetype position() const noexcept { return at_; }
    QByteArrayView next() noexcept {
        const qsizetype end = std::min(find('\n', lineFeed_), find('\r', carriageReturn_));
        const QByteArrayView line = text_.sliced(at_, end - at_);
        at_ = end;
        if (at_ < text_.size())
            at_ += text_.sliced(at_).startsWith("\r\n") ? 2 : 1;
        return line;
    }

private:
    /// The next position of the character; searches again only after passing the known one.
    qsizetype find(char character, qsizetype &known) const noexcept {
        if (known < at_) {
            known = text_.indexOf(character, at_);
            if (known < 0)
                known = text_.size();
        }
        return known;
    }

    QByteArrayView text_;
    qsizetype at_ = 0, lineFeed_ = -1, carriageReturn_ = -1;
};

} // namespace vouch::aws
