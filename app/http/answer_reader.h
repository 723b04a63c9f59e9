// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/http.h"

#include <QByteArray>
#include <QByteArrayView>

namespace vouch::http {

/// Reads one answer of HTTP/1.1 (RFC 9112) as its bytes come, with a limit for everything.
class AnswerReader {
public:
    enum class State {
        Reading,
        Whole,
        HeadersOnly, ///< all that was wanted
        HeadersTooLong,
        BodyTooLong,
        Malformed ///< no HTTP, or not to be understood without doubt
    };
    /// Status lines and headers of one answer, interim ones and trailers included.
    static constexpr qsizetype maxHeaders = 64 * 1024;

    AnswerReader(Request::Reading reading, qint64 bodyLimit)
        : reading_(reading), bodyLimit_(bodyLimit) {}

    /// Once it is not Reading any more, the state stays as it is.
    State feed(const QByteArray &bytes);
    /// Nothing more comes. Where that is still Reading, the answer was cut off.
    State close();
    /// Whether the answer's headers are known.
    bool hasHeaders() const { return phase_ != Phase::Head; }
    /// What is known so far.
    const Reply &reply() const { return reply_; }

private:
    enum class Phase { Head, Length, UntilClose, ChunkSize, Chunk, ChunkEnd, Trailer };

    /// Whether there may be more to do with what was received.
    bool step();
    bool stepHead();
    bool stepBody();
    bool stepChunks();
    bool parseHead(const QByteArray &head);
    bool chooseBody();
    /// The next line of the chunks' framing, without its end; null where it is not whole yet.
    QByteArray line();
    bool take(qint64 most);
    bool end(State state) {
        state_ = state;
        return false;
    }

    Request::Reading reading_;
    qint64 bodyLimit_;
    State state_ = State::Reading;
    Phase phase_ = Phase::Head;
    QByteArray received_; ///< and not understood yet
    qsizetype headers_ = 0;
    qint64 left_ = 0; ///< of the body or the chunk
    Reply reply_;
};

} // namespace vouch::http
