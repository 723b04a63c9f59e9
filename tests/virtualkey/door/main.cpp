// SPDX-License-Identifier: Apache-2.0
// The test build of the tray application: the same parts, but it reaches a software key instead of
// the keys of this computer. It is never installed.
#include "app/application.h"
#include "virtualkey/door/udp_transport.h"

int main(int argc, char *argv[]) {
    return vouch::runApplication(
        argc, argv, vouch::virtualkey::udpTransport(qEnvironmentVariable("VOUCH_TEST_KEY")));
}
