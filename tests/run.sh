#!/bin/sh
# Installs what is missing, builds everything with sanitizers, looks at the code and runs every test.
#   run.sh          all
#   run.sh REGEX    only the tests whose name matches, see `ctest --preset dev -N`
set -eu
cd "$(dirname "$0")/.."

sh tests/install.sh build test
sh tests/packages.sh
sh tests/style.sh
cmake --preset dev >/dev/null
cmake --build --preset dev
# Most of them wait most of the time: for a key, a window, a server. Two need a processor and step back for
# those that wait: clang-tidy, and the release's build.
ctest --preset dev --parallel "$(($(nproc) * 2 + 1))" ${1:+--tests-regex "$1"}
