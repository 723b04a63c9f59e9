// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/http.h"

#include <QByteArray>
#include <QByteArrayView>

namespace vouch::http {

/// Parses one HTTP/1.1 response (RFC 9112) incrementally, with a limit on everything.
class AnswerReader {
public:
    enum class State {
        Reading,
        Whole,
        HeadersOnly, ///< all that was requested
        HeadersTooLong,
        BodyTooLong,
        Malformed ///< not HTTP, or ambiguous
    };
    /// Status lines and headers of one response, including interim responses and trailers.
    static constexpr qsizetype maxHeaders = 64 * 1024;

    AnswerReader(Request::Reading reading, qint64 bodyLimit)
        : reading_(reading), bodyLimit_(bodyLimit) {}

    /// Once the state isn't Reading anymore, it no longer changes.
    State feed(const QByteArray &bytes);
    /// The connection was closed. If the state is still Reading, the response was cut off.
    State close();
    /// Whether the response's headers are complete.
    bool hasHeaders() const { return phase_ != Phase::Head; }
    /// What has been read so far.
    const Reply &reply() const { return reply_; }

private:
    enum class Phase { Head, Length, UntilClose, ChunkSize, Chunk, ChunkEnd, Trailer };

    /// Handles received bytes; returns whether there may be more to do with them.
    bool step();
    bool stepHead();
    bool stepBody();
    bool stepChunks();
    bool parseHead(const QByteArray &head);
    bool chooseBody();
    /// The next line of the chunk framing, without its line end; null if it isn't complete yet.
    QByteArray line();
    bool take(qint64 max);
    bool end(State state) {
        state_ = state;
        return false;
    }

    Request::Reading reading_;
    qint64 bodyLimit_;
    State state_ = State::Reading;
    Phase phase_ = Phase::Head;
    QByteArray received_; ///< and not parsed yet
    qsizetype headers_ = 0;
    qint64 left_ = 0; ///< of the body or the chunk
    Reply reply_;
};

} // namespace vouch::http
