// SPDX-License-Identifier: Apache-2.0
#include "http/answer_reader.h"

#include <QLatin1StringView>

#include <algorithm>

namespace vouch::http {

namespace {

constexpr QByteArrayView beginning = "HTTP/1.";
constexpr qsizetype maxOfALine = 1024; ///< with a chunk's size
constexpr qsizetype maxDigits = 15;

bool isDigits(const QByteArray &text) {
    return !text.isEmpty() && text.size() <= maxDigits &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// RFC 9112 section 4: `HTTP/1.1 200 OK`; the reason may be missing.
int statusIn(const QByteArray &line) {
    const qsizetype digits = beginning.size() + 2;
    const QByteArray number = line.mid(digits, 3);
    const bool fits = line.startsWith(beginning) && line.size() >= digits + 3 &&
                      line[digits - 1] == ' ' && isDigits(number) &&
                      (line.size() == digits + 3 || line[digits + 3] == ' ');
    return fits ? number.toInt() : 0;
}

} // namespace

AnswerReader::State AnswerReader::feed(const QByteArray &bytes) {
    if (state_ != State::Reading)
        return state_;
    received_ += bytes;
    while (step()) {
    }
    return state_;
}

AnswerReader::State AnswerReader::close() {
    if (state_ == State::Reading && phase_ == Phase::UntilClose)
        state_ = State::Whole;
    return state_;
}

bool AnswerReader::step() {
    switch (phase_) {
    case Phase::Head:
        return stepHead();
    case Phase::Length:
    case Phase::UntilClose:
        return stepBody();
    default:
        return stepChunks();
    }
}

bool AnswerReader::stepHead() {
    const QByteArrayView known =
        QByteArrayView(received_).first(std::min<qsizetype>(received_.size(), beginning.size()));
    if (!beginning.startsWith(known))
        return end(State::Malformed);
    const qsizetype size = received_.indexOf("\r\n\r\n");
    if (headers_ + (size < 0 ? received_.size() : size) > maxHeaders)
        return end(State::HeadersTooLong);
    if (size < 0)
        return false;
    headers_ += size;
    const QByteArray head = received_.first(size);
    received_.remove(0, size + 4);
    if (!parseHead(head))
        return end(State::Malformed);
    if (reply_.status >= 200)
        return chooseBody();
    if (reply_.status == 101) // we never request another protocol
        return end(State::Malformed);
    reply_ = {}; // an interim response
    return true;
}

bool AnswerReader::parseHead(const QByteArray &head) {
    const auto lines = head.split('\n');
    reply_.status = statusIn(lines.first().trimmed());
    if (reply_.status < 100)
        return false;
    for (const QByteArray &line : lines.sliced(1)) {
        if (line.startsWith(' ') || line.startsWith('\t')) { // RFC 9112 section 5.2
            if (reply_.headers.isEmpty())
                return false;
            reply_.headers.last().second += ' ' + line.trimmed();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.first(std::max<qsizetype>(colon, 0));
        if (name.isEmpty() || name.contains(' ') || name.contains('\t'))
            return false;
        const QByteArray value = line.sliced(colon + 1).trimmed();
        const auto same = std::ranges::find_if(reply_.headers, [&name](const Header &header) {
            return header.first.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (same == reply_.headers.end())
            reply_.headers.emplaceBack(name, value);
        else // RFC 9110 section 5.2
            same->second += ", " + value;
    }
    return true;
}

/// RFC 9112 section 6.3.
bool AnswerReader::chooseBody() {
    phase_ = Phase::UntilClose;
    if (reading_ == Request::Reading::Headers ||
        (reading_ == Request::Reading::Refusals && reply_.status < 400))
        return end(State::HeadersOnly);
    if (reply_.status == 204 || reply_.status == 304)
        return end(State::Whole);
    if (const QByteArray coding = reply_.header("transfer-encoding"); !coding.isEmpty()) {
        phase_ = Phase::ChunkSize;
        return coding.compare("chunked", Qt::CaseInsensitive) == 0 || end(State::Malformed);
    }
    const QByteArray value = reply_.header("content-length");
    if (value.isEmpty())
        return true;
    QByteArray length;
    for (const QByteArray &each : value.split(',')) { // repeated values must be equal
        const QByteArray number = each.trimmed();
        if (!isDigits(number) || (!length.isEmpty() && number != length))
            return end(State::Malformed);
        length = number;
    }
    phase_ = Phase::Length;
    left_ = length.toLongLong();
    return left_ <= bodyLimit_ || end(State::BodyTooLong);
}

bool AnswerReader::take(qint64 max) {
    const auto size = std::min<qint64>(max, received_.size());
    if (reply_.body.size() + size > bodyLimit_)
        return end(State::BodyTooLong);
    reply_.body += received_.first(size);
    received_.remove(0, size);
    left_ -= size;
    return true;
}

bool AnswerReader::stepBody() {
    const bool isBounded = phase_ == Phase::Length;
    if (!take(isBounded ? left_ : received_.size()))
        return false;
    if (isBounded && left_ == 0)
        return end(State::Whole);
    return false; // more to come
}

QByteArray AnswerReader::line() {
    const qsizetype size = received_.indexOf("\r\n");
    if (size > maxOfALine || (size < 0 && received_.size() > maxOfALine)) {
        end(State::Malformed);
        return {};
    }
    if (size < 0)
        return {};
    QByteArray line = size == 0 ? QByteArray("") : received_.first(size);
    received_.remove(0, size + 2);
    return line;
}

/// RFC 9112 section 7.1.
bool AnswerReader::stepChunks() {
    if (phase_ == Phase::Chunk) {
        if (!take(left_) || left_ > 0)
            return false;
        phase_ = Phase::ChunkEnd;
        return true;
    }
    const QByteArray text = line();
    if (text.isNull())
        return false;
    if (phase_ == Phase::Trailer) {
        headers_ += text.size();
        if (headers_ > maxHeaders)
            return end(State::HeadersTooLong);
        return text.isEmpty() ? end(State::Whole) : true;
    }
    if (phase_ == Phase::ChunkEnd) {
        phase_ = Phase::ChunkSize;
        return text.isEmpty() || end(State::Malformed);
    }
    const QByteArray number = text.split(';').first().trimmed();
    bool isNumber = false;
    left_ = number.size() <= 8 ? number.toLongLong(&isNumber, 16) : 0;
    if (!isNumber || left_ < 0 || number.startsWith('+'))
        return end(State::Malformed);
    phase_ = left_ == 0 ? Phase::Trailer : Phase::Chunk;
    return left_ <= bodyLimit_ || end(State::BodyTooLong);
}

} // namespace vouch::http
