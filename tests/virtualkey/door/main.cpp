// SPDX-License-Identifier: Apache-2.0
// The test build of the tray application: the same parts, but it reaches a software key instead of
// the keys of this computer. It is never installed.
#include "app/application.h"
#include "virtualkey/door/udp_transport.h"

#include <fstream>
#include <string>

namespace {

/// From VOUCH_TEST_KEY, or from the file PROGRAM.keys: the program that starts the application
/// passes on few variables.
QString addresses(const char *program) {
    std::string line;
    if (!qEnvironmentVariableIsSet("VOUCH_TEST_KEY"))
        std::getline(std::ifstream(std::string(program) + ".keys"), line);
    return qEnvironmentVariable("VOUCH_TEST_KEY", QString::fromStdString(line));
}

} // namespace

int main(int argc, char *argv[]) {
    return vouch::runApplication(argc, argv, vouch::virtualkey::udpTransport(addresses(argv[0])));
}
