// SPDX-License-Identifier: Apache-2.0

// virtualkey-register, down to the bytes that a server would look at.

#include "check.h"
#include "key_process.h"
#include "virtualkey/cbor_reader.h"
#include "virtualkey/text_codec.h"

namespace vouch::virtualkey::test {
namespace {

std::vector<std::string> commandLine(const KeyProcess &key) {
    return {REGISTER_PROGRAM,
            "--key",
            key.path(),
            "--rp-id",
            "vouch.test",
            "--rp-name",
            "Vouch",
            "--origin",
            "https://vouch.test",
            "--challenge",
            "AAECAwQFBgcICQoLDA0ODw",
            "--user-id",
            "EBESEw",
            "--user-name",
            "ada"};
}

/// The string value of a member; the answer is flat enough for that.
std::string member(const std::string &json, const std::string &name) {
    const std::string start = "\"" + name + "\":\"";
    const auto position = json.find(start);
    if (position == std::string::npos)
        throw Failure("no " + name + " in " + json);
    const auto begin = position + start.size();
    return json.substr(begin, json.find('"', begin) - begin);
}

TEST(registerPrintsWhatABrowserWouldSend) {
    KeyProcess key({"--pin", "123456"});
    Program program(commandLine(key));
    program.writeLine("123456");
    const std::string json = program.readLine();
    CHECK_EQUAL(program.waitForEnd(), 0);
    CHECK_EQUAL(member(json, "id"), member(json, "rawId"));
    CHECK_EQUAL(member(json, "type"), std::string("public-key"));
    CHECK(json.ends_with(R"("transports":["usb"]},"clientExtensionResults":{}})"));

    const Bytes clientData = fromBase64Url(member(json, "clientDataJSON")).value();
    CHECK_EQUAL(std::string(clientData.begin(), clientData.end()),
                std::string(R"({"type":"webauthn.create","challenge":"AAECAwQFBgcICQoLDA0ODw",)"
                            R"("origin":"https://vouch.test","crossOrigin":false})"));

    const Bytes object = fromBase64Url(member(json, "attestationObject")).value();
    const CborDocument document(object);
    CHECK_EQUAL(document.root().require("fmt").text(), std::string("packed"));
    CHECK_EQUAL(document.root().require("attStmt").require("alg").integer(), -7);
    const ByteView authData = document.root().require("authData").bytes();
    const Bytes id = fromBase64Url(member(json, "id")).value();
    constexpr std::size_t idPosition = 32 + 1 + 4 + 16 + 2;
    CHECK(sameBytes(authData.subspan(idPosition, id.size()), id));
}

TEST(registerSaysWhatIsWrong) {
    KeyProcess key({"--pin", "123456"});
    {
        Program program(commandLine(key));
        program.writeLine("654321");
        CHECK_EQUAL(program.waitForEnd(), 1);
        CHECK_EQUAL(key.statusNumber("pin-retries"), 7); // one try, and no other
    }
    auto arguments = commandLine(key);
    arguments.insert(arguments.end(), {"--algorithm", "rs256"});
    CHECK_EQUAL(Program(arguments).waitForEnd(), 2);
    CHECK_EQUAL(Program({REGISTER_PROGRAM}).waitForEnd(), 2);
}

TEST(base64UrlGoesBothWays) {
    CHECK_EQUAL(toBase64Url(viewOf("")), std::string());
    CHECK_EQUAL(toBase64Url(viewOf("f")), std::string("Zg"));
    CHECK_EQUAL(toBase64Url(viewOf("fo")), std::string("Zm8"));
    CHECK_EQUAL(toBase64Url(Bytes{0xfb, 0xff, 0xfe}), std::string("-__-"));
    for (std::size_t size = 0; size < 20; ++size) {
        const Bytes bytes(size, static_cast<std::uint8_t>(size * 37));
        CHECK(fromBase64Url(toBase64Url(bytes)) == bytes);
    }
    for (const char *wrong : {"A", "Zh", "Zg==", "Z g", "Zm+v"})
        CHECK(!fromBase64Url(wrong));
}

} // namespace
} // namespace vouch::virtualkey::test
