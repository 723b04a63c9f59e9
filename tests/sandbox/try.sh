#!/bin/sh
# Tries the product out without a security key and without AWS: installs what is missing, builds, then a
# real git clones, commits and pushes, let in by one touch of a software key. On a desktop you type the
# PIN and click the key; without one it is done for you, with a transcript and screenshots.
#   try.sh                on the desktop if there is one
#   try.sh --headless     not on the desktop
set -eu
cd "$(dirname "$0")/../.."

sh tests/install.sh build tryout
sh tests/packages.sh
cmake --preset release -D VOUCH_TESTKEY=ON >/dev/null
cmake --build --preset release --target vouch git-credential-vouch vouch-tray-testkey \
  virtualkey virtualkey-register virtualkey-window
exec node tests/sandbox/try.mjs "$@"
