// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "bytes.h"
#include "clock.h"
#include "report.h"

#include <optional>
#include <set>

namespace vouch::virtualkey {

/// CTAPHID_KEEPALIVE's status (CTAP 2.1 section 11.2.9.1.7).
enum class KeepaliveStatus : std::uint8_t { Processing = 1, UpNeeded = 2 };

/// The device's side of CTAPHID (CTAP 2.1 section 11.2): channels, messages in reports, and who
/// may talk when. There is one transaction at a time over all channels (section 11.2.5).
class CtapHid {
public:
    /// Section 11.2.4: one initialization packet and 128 continuation packets.
    static constexpr std::size_t maxMessageSize = 57 + 128 * 59;

    static constexpr std::uint32_t broadcastCid = 0xffffffff;

    /// So long a message may pause between two of its packets. Section 11.2.5.2 wants a limit
    /// without fixing it; hosts send the packets back to back.
    static constexpr std::chrono::milliseconds packetTimeout{500};

    /// Processes what the messages contain.
    class Application {
    public:
        virtual ~Application() = default;

        /// A CTAPHID_CBOR request, never empty. It is answered with respond(), now or later.
        virtual void processCbor(const Bytes &request) = 0;

        /// The host wants the outstanding request to end; it still waits for the response.
        virtual void cancel() = 0;

        /// Nobody waits for the outstanding request any more.
        virtual void abandon() = 0;
    };

    using Send = std::function<void(const Report &, const HostAddress &)>;

    CtapHid(Application &application, Send send, Clock clock);

    void receive(const Report &report, const HostAddress &from);

    // About the outstanding CTAPHID_CBOR request. Without one they do nothing.
    void respond(ByteView response);
    void keepalive(KeepaliveStatus status);

    /// The host that waits for something, if one does.
    std::optional<HostAddress> waitingHost() const;

    /// When expire() has something to do: an unfinished message runs out of time.
    std::optional<TimePoint> deadline() const;
    void expire();

    /// Forgets channels and transaction.
    void powerUp();

private:
    enum class Command : std::uint8_t;
    enum class Error : std::uint8_t;

    /// The one thing going on: a message being received or, once complete, processed.
    struct Transaction {
        std::uint32_t cid;
        Command command;
        HostAddress host;
        std::size_t size;
        Bytes message;
        std::uint8_t nextSequence = 0;
        TimePoint lastPacket{};

        bool isComplete() const { return message.size() == size; }
    };

    void receiveInitialization(std::uint32_t cid, const Report &report, const HostAddress &from);
    void receiveContinuation(std::uint32_t cid, const Report &report, const HostAddress &from);
    void initialize(std::uint32_t cid, ByteView data, std::size_t size, const HostAddress &from);
    void begin(std::uint32_t cid, Command command, std::size_t size, const Report &report,
               const HostAddress &from);
    void take(ByteView data);
    void process();

    std::uint32_t allocateChannel();
    void sendMessage(std::uint32_t cid, Command command, ByteView message,
                     const HostAddress &host) const;
    void sendError(std::uint32_t cid, Error error, const HostAddress &host) const;

    Application &application_;
    Send send_;
    Clock clock_;
    std::set<std::uint32_t> channels_;
    std::optional<Transaction> transaction_;
};

} // namespace vouch::virtualkey
