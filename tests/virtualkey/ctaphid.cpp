// SPDX-License-Identifier: Apache-2.0
#include "ctaphid.h"

#include "crypto.h"
#include "device_version.h"

#include <utility>

namespace vouch::virtualkey {

/// Section 11.2.9
enum class CtapHid::Command : std::uint8_t {
    Ping = 0x01,
    Init = 0x06,
    Wink = 0x08,
    Cbor = 0x10,
    Cancel = 0x11,
    Keepalive = 0x3b,
    Error = 0x3f,
};

/// Section 11.2.9.1.6
enum class CtapHid::Error : std::uint8_t {
    InvalidCommand = 0x01,
    InvalidLength = 0x03,
    InvalidSequence = 0x04,
    MessageTimeout = 0x05,
    ChannelBusy = 0x06,
    InvalidChannel = 0x0b,
};

namespace {

// Section 11.2.4: an initialization packet is CID, command with the high bit set, length, data; a
// continuation packet is CID, sequence number with the high bit clear, data.
constexpr std::size_t initializationHeader = 7;
constexpr std::size_t continuationHeader = 5;
constexpr std::uint8_t initializationBit = 0x80;

constexpr std::size_t nonceSize = 8;
constexpr std::uint8_t protocolVersion = 2;

/// Section 11.2.9.1.3
enum Capability : std::uint8_t { Wink = 0x01, Cbor = 0x04, NoMsg = 0x08 };

std::uint32_t readCid(const Report &report) {
    std::uint32_t cid = 0;
    for (const std::uint8_t byte : ByteView(report).first(4))
        cid = cid << 8 | byte;
    return cid;
}

std::size_t readSize(const Report &report) {
    return static_cast<std::size_t>(report[5] << 8 | report[6]);
}

Report makeReport(ByteView header, ByteView data) {
    Report report{};
    std::ranges::copy(data, std::ranges::copy(header, report.begin()).out);
    return report;
}

/// Cuts the next packet's share off the message.
ByteView takeFront(ByteView &message, std::size_t atMost) {
    const ByteView front = message.first(std::min(atMost, message.size()));
    message = message.subspan(front.size());
    return front;
}

} // namespace

CtapHid::CtapHid(Application &application, Send send, Clock clock)
    : application_(application), send_(std::move(send)), clock_(std::move(clock)) {}

void CtapHid::receive(const Report &report, const HostAddress &from) {
    const std::uint32_t cid = readCid(report);
    if ((report[4] & initializationBit) != 0)
        receiveInitialization(cid, report, from);
    else
        receiveContinuation(cid, report, from);
}

void CtapHid::receiveInitialization(std::uint32_t cid, const Report &report,
                                    const HostAddress &from) {
    const auto command = static_cast<Command>(report[4] & ~initializationBit);
    const std::size_t size = readSize(report);
    const bool wantsChannel = cid == broadcastCid && command == Command::Init;
    if (!wantsChannel && !channels_.contains(cid))
        return sendError(cid, Error::InvalidChannel, from);

    // Two commands are heard whatever else goes on.
    if (command == Command::Init)
        return initialize(cid, ByteView(report).subspan(initializationHeader), size, from);
    if (command == Command::Cancel) {
        // Section 11.2.9.1.5: never answered; the request it cancels is.
        if (transaction_ && transaction_->cid == cid && transaction_->isComplete())
            application_.cancel();
        return;
    }
    if (transaction_ && (transaction_->cid != cid || transaction_->isComplete()))
        return sendError(cid, Error::ChannelBusy, from);
    if (transaction_) {
        // The rest of a message was due.
        transaction_.reset();
        return sendError(cid, Error::InvalidSequence, from);
    }
    begin(cid, command, size, report, from);
}

void CtapHid::begin(std::uint32_t cid, Command command, std::size_t size, const Report &report,
                    const HostAddress &from) {
    switch (command) {
    case Command::Ping:
        break;
    case Command::Wink:
        if (size != 0)
            return sendError(cid, Error::InvalidLength, from);
        break;
    case Command::Cbor:
        if (size == 0)
            return sendError(cid, Error::InvalidLength, from);
        break;
    default: // MSG among them, as NoMsg says
        return sendError(cid, Error::InvalidCommand, from);
    }
    if (size > maxMessageSize)
        return sendError(cid, Error::InvalidLength, from);
    transaction_ =
        Transaction{.cid = cid, .command = command, .host = from, .size = size, .message = {}};
    take(ByteView(report).subspan(initializationHeader));
}

void CtapHid::receiveContinuation(std::uint32_t cid, const Report &report,
                                  const HostAddress &from) {
    // Section 11.2.5.4: a packet that belongs to nothing is ignored.
    if (!transaction_ || transaction_->cid != cid || transaction_->isComplete())
        return;
    if (report[4] != transaction_->nextSequence) {
        transaction_.reset();
        return sendError(cid, Error::InvalidSequence, from);
    }
    ++transaction_->nextSequence;
    take(ByteView(report).subspan(continuationHeader));
}

void CtapHid::take(ByteView data) {
    append(transaction_->message,
           takeFront(data, transaction_->size - transaction_->message.size()));
    transaction_->lastPacket = clock_();
    if (transaction_->isComplete())
        process();
}

void CtapHid::process() {
    if (transaction_->command == Command::Cbor)
        return application_.processCbor(transaction_->message);
    // PING and WINK are answered with what came. This key has no light to wink with.
    const Transaction echoed = *std::exchange(transaction_, std::nullopt);
    sendMessage(echoed.cid, echoed.command, echoed.message, echoed.host);
}

/// Section 11.2.9.1.3: gives out a channel or, on one that exists, brings both sides back into
/// step by dropping what was going on there.
void CtapHid::initialize(std::uint32_t cid, ByteView data, std::size_t size,
                         const HostAddress &from) {
    if (size != nonceSize)
        return sendError(cid, Error::InvalidLength, from);
    if (transaction_ && transaction_->cid == cid) {
        if (transaction_->isComplete())
            application_.abandon();
        transaction_.reset();
    }
    Bytes response = concat(data.first(nonceSize));
    appendBigEndian(response, cid == broadcastCid ? allocateChannel() : cid);
    for (const std::uint8_t byte :
         {protocolVersion, deviceVersion.major, deviceVersion.minor, deviceVersion.build})
        response.push_back(byte);
    response.push_back(Capability::Wink | Capability::Cbor | Capability::NoMsg);
    sendMessage(cid, Command::Init, response, from);
}

/// At random, so that a channel from before a power cycle does not work by chance.
std::uint32_t CtapHid::allocateChannel() {
    for (;;) {
        std::uint32_t cid = 0;
        for (const std::uint8_t byte : randomBytes(sizeof cid))
            cid = cid << 8 | byte;
        if (cid != 0 && cid != broadcastCid && channels_.insert(cid).second)
            return cid;
    }
}

void CtapHid::respond(ByteView response) {
    if (!transaction_)
        return;
    const Transaction answered = *std::exchange(transaction_, std::nullopt);
    sendMessage(answered.cid, answered.command, response, answered.host);
}

void CtapHid::keepalive(KeepaliveStatus status) {
    if (!transaction_)
        return;
    const std::uint8_t message[] = {static_cast<std::uint8_t>(status)};
    sendMessage(transaction_->cid, Command::Keepalive, message, transaction_->host);
}

std::optional<HostAddress> CtapHid::waitingHost() const {
    return transaction_ ? std::optional(transaction_->host) : std::nullopt;
}

std::optional<TimePoint> CtapHid::deadline() const {
    if (!transaction_ || transaction_->isComplete())
        return std::nullopt;
    return transaction_->lastPacket + packetTimeout;
}

void CtapHid::expire() {
    const auto due = deadline();
    if (!due || clock_() < *due)
        return;
    const Transaction expired = *std::exchange(transaction_, std::nullopt);
    sendError(expired.cid, Error::MessageTimeout, expired.host);
}

void CtapHid::powerUp() {
    channels_.clear();
    transaction_.reset();
}

void CtapHid::sendMessage(std::uint32_t cid, Command command, ByteView message,
                          const HostAddress &host) const {
    Bytes header;
    appendBigEndian(header, cid);
    header.push_back(initializationBit | static_cast<std::uint8_t>(command));
    appendBigEndian(header, static_cast<std::uint16_t>(message.size()));
    send_(makeReport(header, takeFront(message, reportSize - initializationHeader)), host);
    header.resize(continuationHeader);
    for (header[4] = 0; !message.empty(); ++header[4])
        send_(makeReport(header, takeFront(message, reportSize - continuationHeader)), host);
}

void CtapHid::sendError(std::uint32_t cid, Error error, const HostAddress &host) const {
    const std::uint8_t message[] = {static_cast<std::uint8_t>(error)};
    sendMessage(cid, Command::Error, message, host);
}

} // namespace vouch::virtualkey
