// SPDX-License-Identifier: Apache-2.0
#include "options.h"

#include "text_codec.h"

#include <charconv>
#include <stdexcept>

namespace vouch::virtualkey {

const char usage[] =
    "usage: virtualkey --listen 127.0.0.1:PORT --state FILE --touch auto|manual|never\n"
    "                  [--touch-seconds N] [--pin PIN] [--pin-protocol 1|2|both]\n"
    "                  [--min-pin-length N] [--ctap 2.0|2.1] [--aaguid HEX] [--exit-with-stdin]\n"
    "                  [--attestation-key PEM --attestation-certificate PEM]\n";

namespace {

template <typename Number>
Number parseNumber(const std::string &text, const char *what) {
    Number number{};
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || rest != end)
        throw std::runtime_error(std::string(what) + " is not a number in range: " + text);
    return number;
}

std::uint16_t parseListen(const std::string &text) {
    constexpr std::string_view loopback = "127.0.0.1:";
    if (!text.starts_with(loopback))
        throw std::runtime_error("--listen takes 127.0.0.1:PORT: anybody who can reach the port "
                                 "can use the key");
    return parseNumber<std::uint16_t>(text.substr(loopback.size()), "the port");
}

Aaguid parseAaguid(const std::string &text) {
    Aaguid aaguid{};
    const auto bytes = fromHex(text);
    if (!bytes || bytes->size() != aaguid.size())
        throw std::runtime_error("--aaguid takes 32 hexadecimal digits");
    std::ranges::copy(*bytes, aaguid.begin());
    return aaguid;
}

std::vector<int> parsePinProtocols(const std::string &text) {
    if (text == "1")
        return {1};
    if (text == "2")
        return {2};
    if (text == "both")
        return {2, 1};
    throw std::runtime_error("--pin-protocol takes 1, 2 or both");
}

bool parseIsOld(const std::string &version) {
    if (version != "2.0" && version != "2.1")
        throw std::runtime_error("--ctap takes 2.0 or 2.1");
    return version == "2.0";
}

TouchMode requireTouchMode(const std::string &text) {
    if (const auto mode = parseTouchMode(text))
        return *mode;
    throw std::runtime_error("--touch takes auto, manual or never");
}

} // namespace

std::optional<TouchMode> parseTouchMode(const std::string &name) {
    if (name == "auto")
        return TouchMode::Auto;
    if (name == "manual")
        return TouchMode::Manual;
    if (name == "never")
        return TouchMode::Never;
    return std::nullopt;
}

Options parseOptions(const std::vector<std::string> &arguments) {
    Options options;
    options.device.identity.aaguid = defaultAaguid;
    std::filesystem::path attestationKey;
    std::filesystem::path attestationCertificate;
    bool listens = false;
    bool touchSaid = false;

    for (auto next = arguments.begin(); next != arguments.end();) {
        const std::string &option = *next++;
        const auto value = [&]() -> const std::string & {
            if (next == arguments.end())
                throw std::runtime_error(option + " needs a value");
            return *next++;
        };
        if (option == "--listen") {
            options.port = parseListen(value());
            listens = true;
        } else if (option == "--state") {
            options.stateFile = value();
        } else if (option == "--touch") {
            options.device.touchMode = requireTouchMode(value());
            touchSaid = true;
        } else if (option == "--touch-seconds") {
            options.device.touchLimit =
                std::chrono::seconds(parseNumber<std::uint16_t>(value(), "--touch-seconds"));
        } else if (option == "--pin") {
            options.pin = value();
        } else if (option == "--pin-protocol") {
            options.device.pinProtocols = parsePinProtocols(value());
        } else if (option == "--min-pin-length") {
            options.device.identity.minPinLength =
                parseNumber<std::uint8_t>(value(), "--min-pin-length");
        } else if (option == "--ctap") {
            options.device.identity.isOld = parseIsOld(value());
        } else if (option == "--aaguid") {
            options.device.identity.aaguid = parseAaguid(value());
        } else if (option == "--attestation-key") {
            attestationKey = value();
        } else if (option == "--attestation-certificate") {
            attestationCertificate = value();
        } else if (option == "--exit-with-stdin") {
            options.exitWithStdin = true;
        } else {
            throw std::runtime_error("unknown option " + option);
        }
    }
    if (!listens || options.stateFile.empty() || !touchSaid)
        throw std::runtime_error("--listen, --state and --touch are needed");
    if (attestationKey.empty() != attestationCertificate.empty())
        throw std::runtime_error("an attestation key and its certificate go together");
    if (!attestationKey.empty())
        options.device.identity.attestation = AttestationIdentity::load(
            attestationKey, attestationCertificate, options.device.identity.aaguid);
    return options;
}

} // namespace vouch::virtualkey
