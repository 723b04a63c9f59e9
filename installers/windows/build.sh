#!/bin/sh
# Builds the programs for 64-bit Windows on Debian 12, into build/windows/bin, and of them the installer and a
# portable zip, into build/windows/packages. The first time it also builds what they are linked with: see
# dependencies.sh. sign.sh has the variables for a key to sign with.
#   build.sh [TARGET...]     only these programs, and no installer
set -eu
cd "$(dirname "$0")/../.."

sh tests/install.sh build windows
VOUCH_WINDOWS_PREFIX=$(sh installers/windows/dependencies.sh)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} # the linker writes it into programs
export VOUCH_WINDOWS_PREFIX SOURCE_DATE_EPOCH
# Two programs that run while building are this machine's.
tools=build/windows-tools
cmake -S . -B $tools -G Ninja -D CMAKE_BUILD_TYPE=Release >/dev/null
cmake --build $tools --target draw_ico record_drawings
cmake --preset windows -D VOUCH_HOST_TOOLS="$PWD/$tools/bin"
if [ $# -gt 0 ]; then
  cmake --build --preset windows --target "$@"
else
  cmake --build --preset windows
  sh installers/windows/package.sh
fi
