// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/secret.h"

#include <QByteArray>
#include <QByteArrayView>

#include <algorithm>

/// The lines of AWS's files: what ini_file.h and ini_blanking.h take apart in the same way.
namespace vouch::aws {

inline constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

/// How many characters of white space, of Python's kind, a line begins with.
int indentOf(QByteArrayView line) noexcept;
/// Without such white space at its end, or at both ends.
QByteArrayView trimmedEnd(QByteArrayView text) noexcept;
QByteArrayView trimmed(QByteArrayView text) noexcept;

/// What stands between the brackets, where the trimmed line begins a section; else empty.
QByteArrayView sectionIn(QByteArrayView content) noexcept;
/// Where a key ends in the trimmed line of a key: at the first `=` or `:`, or else at its end.
qsizetype keyEndIn(QByteArrayView content) noexcept;

/// Wiped at the end of the scope: the file may hold secrets.
class WipedBytes {
public:
    WipedBytes() = default;
    WipedBytes(const WipedBytes &) = delete;
    WipedBytes &operator=(const WipedBytes &) = delete;
    ~WipedBytes() { wipe(bytes); }

    QByteArray bytes;
};

/// Gives a text line by line, without their ends: LF, CR LF or CR.
class Lines {
public:
    explicit Lines(QByteArrayView text) : text_(text) {}

    bool isAtEnd() const noexcept { return at_ == text_.size(); }
    /// Where the next one begins.
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
    /// Where the character stands next; looked for again only once that is behind us.
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
