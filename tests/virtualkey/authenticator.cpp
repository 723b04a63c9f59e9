// SPDX-License-Identifier: Apache-2.0
#include "authenticator.h"

#include "command_limits.h"
#include "get_info.h"
#include "make_credential.h"

#include <utility>

namespace vouch::virtualkey {
namespace {

/// CTAP 2.1 section 6.
enum Command : std::uint8_t {
    MakeCredentialCommand = 0x01,
    GetAssertionCommand = 0x02,
    GetInfoCommand = 0x04,
    ClientPinCommand = 0x06,
    ResetCommand = 0x07,
    GetNextAssertionCommand = 0x08,
    CredentialManagementCommand = 0x0a,
    SelectionCommand = 0x0b,
    /// What credential management was before CTAP 2.1 gave it a number. libfido2 before 1.13
    /// sends no other; keys with the final command understand both.
    CredentialManagementPreviewCommand = 0x41,
};

/// Section 6.6: without a display, a reset must come this soon after power-up.
constexpr std::chrono::seconds resetWindow{10};

Operation refuse(Status status) {
    throw CtapError(status);
    co_return Bytes{};
}

void requireNoParameters(ByteView parameters) {
    if (!parameters.empty())
        throw CtapError(Status::InvalidLength);
}

} // namespace

Authenticator::Authenticator(const Identity &identity, const std::vector<int> &protocols,
                             Store &store, UserPresence &presence, Clock clock)
    : clientPin_(store, protocols, identity.minPinLength, clock), context_{identity, store,
                                                                           clientPin_, presence,
                                                                           clock},
      credentialManagement_(store, clientPin_, clock), assertions_(context_) {}

Operation Authenticator::execute(ByteView request) {
    const std::uint8_t command = request.front();
    Bytes parameters(request.begin() + 1, request.end());

    // Section 6: state of a stateful command may go when any other command comes.
    if (command != GetNextAssertionCommand)
        assertions_.forget();
    if (command != CredentialManagementCommand && command != CredentialManagementPreviewCommand)
        credentialManagement_.forgetEnumeration();

    if (request.size() > maxMessageSize)
        return refuse(Status::RequestTooLarge);
    if (nextError_ && (command == MakeCredentialCommand || command == GetAssertionCommand))
        return refuse(*std::exchange(nextError_, std::nullopt));
    switch (command) {
    case MakeCredentialCommand:
        return makeCredential(context_, std::move(parameters));
    case GetAssertionCommand:
        return assertions_.begin(std::move(parameters));
    case ResetCommand:
        return reset(std::move(parameters));
    case SelectionCommand:
        return selection(std::move(parameters));
    default:
        return immediate(command, std::move(parameters));
    }
}

/// The commands that never wait for a touch.
Operation Authenticator::immediate(std::uint8_t command, Bytes parameters) {
    switch (command) {
    case GetInfoCommand:
        requireNoParameters(parameters);
        co_return getInfo(context_);
    case ClientPinCommand: {
        const CborDocument document(parameters);
        if (nextError_ && ClientPin::changesPin(document.root()))
            throw CtapError(*std::exchange(nextError_, std::nullopt));
        co_return clientPin_.execute(document.root());
    }
    case GetNextAssertionCommand:
        requireNoParameters(parameters);
        co_return assertions_.next();
    case CredentialManagementCommand:
    case CredentialManagementPreviewCommand:
        co_return credentialManagement_.execute(CborDocument(parameters).root());
    default:
        throw CtapError(Status::InvalidCommand);
    }
}

/// authenticatorReset (section 6.6)
Operation Authenticator::reset(Bytes parameters) {
    requireNoParameters(parameters);
    if (context_.clock() - poweredUpAt_ > resetWindow)
        throw CtapError(Status::NotAllowed);
    co_await context_.presence.touch();
    context_.store.clear();
    clientPin_.powerUp();
    co_return Bytes{};
}

/// authenticatorSelection (section 6.9)
Operation Authenticator::selection(Bytes parameters) {
    requireNoParameters(parameters);
    co_await context_.presence.touch();
    co_return Bytes{};
}

void Authenticator::powerUp() {
    poweredUpAt_ = context_.clock();
    clientPin_.powerUp();
    assertions_.forget();
    credentialManagement_.forgetEnumeration();
}

} // namespace vouch::virtualkey
