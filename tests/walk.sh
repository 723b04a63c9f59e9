#!/bin/sh
# Walks through the desktop application as a new user would: a panel, a window manager, a terminal, a
# software key, and keyboard and mouse. Leaves a picture of each step in build/walk, to be looked at.
#   walk.sh             all of it
#   walk.sh profiles    only somebody with AWS profiles and without a server
set -eu
cd "$(dirname "$0")/.."
sh tests/install.sh build test walk
sh tests/packages.sh
cmake --preset dev >/dev/null
cmake --build --preset dev --target vouch git-credential-vouch vouch-tray-testkey \
  virtualkey virtualkey-register virtualkey-window
exec node tests/gui/walk.mjs "$@"
