// SPDX-License-Identifier: Apache-2.0

// virtualkey-register: makes a discoverable credential on a virtual key, with libfido2, the way a
// browser does, and prints WebAuthn Level 3's RegistrationResponseJSON.

#include "cbor_writer.h"
#include "text_codec.h"
#include "udp_link.h"

#include <cstdio>
#include <fido.h>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

using namespace vouch::virtualkey;

constexpr char usage[] =
    "usage: virtualkey-register --key udp:127.0.0.1:PORT --rp-id ID --rp-name NAME\n"
    "                           --origin ORIGIN --challenge B64URL --user-id B64URL\n"
    "                           --user-name NAME [--algorithm es256]\n"
    "The PIN is read as one line from standard input; an empty one means no PIN.\n";

struct FidoRelease {
    void operator()(fido_dev_t *device) const {
        fido_dev_close(device); // no harm if it never opened
        fido_dev_free(&device);
    }
    void operator()(fido_cred_t *credential) const { fido_cred_free(&credential); }
};
using FidoDevice = std::unique_ptr<fido_dev_t, FidoRelease>;
using FidoCredential = std::unique_ptr<fido_cred_t, FidoRelease>;

void requireFido(int error, const char *what) {
    if (error != FIDO_OK)
        throw std::runtime_error(std::string(what) + ": " + fido_strerr(error));
}

class Arguments {
public:
    Arguments(int argc, char **argv) {
        for (int i = 1; i < argc; i += 2) {
            const std::string name = argv[i];
            if (!values_.contains(name) || i + 1 == argc)
                throw std::invalid_argument("cannot make sense of " + name);
            values_[name] = argv[i + 1];
        }
        for (const auto &[name, value] : values_)
            if (value.empty())
                throw std::invalid_argument(name + " is needed");
        if (values_.at("--algorithm") != "es256")
            throw std::invalid_argument("--algorithm takes es256: the virtual key has no other");
    }

    const std::string &text(const std::string &name) const { return values_.at(name); }

    Bytes bytes(const std::string &name) const {
        if (auto decoded = fromBase64Url(text(name)))
            return *std::move(decoded);
        throw std::invalid_argument(name + " is not base64url");
    }

private:
    std::map<std::string, std::string> values_{
        {"--key", ""},       {"--rp-id", ""},   {"--rp-name", ""},   {"--origin", ""},
        {"--challenge", ""}, {"--user-id", ""}, {"--user-name", ""}, {"--algorithm", "es256"}};
};

/// A JSON string literal (RFC 8259 section 7).
std::string quoted(std::string_view text) {
    std::string json = "\"";
    for (const char character : text) {
        const auto code = static_cast<unsigned char>(character);
        if (character == '"' || character == '\\')
            json += '\\';
        if (code >= 0x20) {
            json += character;
            continue;
        }
        char escape[7];
        std::snprintf(escape, sizeof escape, "\\u%04x", code);
        json += escape;
    }
    return json + '"';
}

/// Exactly the members and the order of WebAuthn's serialization of CollectedClientData
/// (section 5.8.1.1).
std::string clientDataJson(const Arguments &arguments) {
    return R"({"type":"webauthn.create","challenge":)" +
           quoted(toBase64Url(arguments.bytes("--challenge"))) + R"(,"origin":)" +
           quoted(arguments.text("--origin")) + R"(,"crossOrigin":false})";
}

FidoDevice openKey(const std::string &path) {
    FidoDevice device(fido_dev_new());
    const fido_dev_io_t link{udpLinkOpen, udpLinkClose, udpLinkRead, udpLinkWrite};
    requireFido(fido_dev_set_io_functions(device.get(), &link), "set_io_functions");
    requireFido(fido_dev_open(device.get(), path.c_str()), "no key answers");
    return device;
}

FidoCredential makeCredential(fido_dev_t *device, const Arguments &arguments,
                              const std::string &clientData, const std::string &pin) {
    FidoCredential credential(fido_cred_new());
    fido_cred_t *raw = credential.get();
    const Bytes userId = arguments.bytes("--user-id");
    const std::string &userName = arguments.text("--user-name");
    const ByteView clientDataBytes = viewOf(clientData);
    requireFido(fido_cred_set_type(raw, COSE_ES256), "set_type");
    requireFido(fido_cred_set_clientdata(raw, clientDataBytes.data(), clientDataBytes.size()),
                "set_clientdata");
    requireFido(fido_cred_set_rp(raw, arguments.text("--rp-id").c_str(),
                                 arguments.text("--rp-name").c_str()),
                "set_rp");
    requireFido(fido_cred_set_user(raw, userId.data(), userId.size(), userName.c_str(),
                                   userName.c_str(), nullptr),
                "set_user");
    requireFido(fido_cred_set_rk(raw, FIDO_OPT_TRUE), "set_rk");
    requireFido(fido_dev_make_cred(device, raw, pin.empty() ? nullptr : pin.c_str()),
                "the key refused");
    return credential;
}

/// WebAuthn section 6.5.4
Bytes attestationObject(const fido_cred_t *credential) {
    const ByteView statement(fido_cred_attstmt_ptr(credential), fido_cred_attstmt_len(credential));
    const ByteView authData(fido_cred_authdata_raw_ptr(credential),
                            fido_cred_authdata_raw_len(credential));
    return CborMap()
        .set("fmt", CborValue::text(fido_cred_fmt(credential)))
        .set("attStmt", CborValue::verbatim(statement))
        .set("authData", CborValue::bytes(authData))
        .encoded();
}

std::string registrationResponse(const fido_cred_t *credential, const std::string &clientData) {
    const std::string id =
        quoted(toBase64Url({fido_cred_id_ptr(credential), fido_cred_id_len(credential)}));
    return R"({"id":)" + id + R"(,"rawId":)" + id +
           R"(,"type":"public-key","response":{"clientDataJSON":)" +
           quoted(toBase64Url(viewOf(clientData))) + R"(,"attestationObject":)" +
           quoted(toBase64Url(attestationObject(credential))) +
           R"(,"transports":["usb"]},"clientExtensionResults":{}})";
}

void run(const Arguments &arguments) {
    std::string pin;
    std::getline(std::cin, pin);
    fido_init(FIDO_DISABLE_U2F_FALLBACK);
    const FidoDevice device = openKey(arguments.text("--key"));
    const std::string clientData = clientDataJson(arguments);
    const FidoCredential credential = makeCredential(device.get(), arguments, clientData, pin);
    std::cout << registrationResponse(credential.get(), clientData) << std::endl;
}

} // namespace

int main(int argc, char **argv) {
    try {
        run(Arguments(argc, argv));
        return 0;
    } catch (const std::invalid_argument &error) {
        std::fprintf(stderr, "virtualkey-register: %s\n%s", error.what(), usage);
        return 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "virtualkey-register: %s\n", error.what());
        return 1;
    }
}
