// SPDX-License-Identifier: Apache-2.0
// The small program that git starts: `git-credential-vouch`, or `git-remote-codecommit` when called
// by that name. It links no Qt, to start fast.
#include "git/credential.h"
#include "git/remote.h"
#include "wire/process.h"

int main(int argc, char *argv[]) {
    if (vouch::wire::programName(argc > 0 ? argv[0] : "") == "git-remote-codecommit")
        return vouch::git::runRemote(argc > 1 ? argv[1] : "", argc > 2 ? argv[2] : "");
    return vouch::git::runCredential(argc > 1 ? argv[1] : "");
}
