#!/bin/sh
# Runs clang-tidy over the product's sources.
#   tidy.sh [FILE...]
set -eu
cd "$(dirname "$0")/.."
case $(clang-tidy --version) in
  *"version 14."*) ;;
  *)
    echo "The checks are those of clang-tidy 14; this is another one: not run."
    exit 0
    ;;
esac
commands=build/dev/tidy
mkdir -p "$commands"
# clang knows neither GCC's flag for coroutines nor all of its warnings.
sed -e 's/ -fcoroutines / /g' -e 's/ -Wno-alloc-size-larger-than / /g' \
  build/dev/compile_commands.json >"$commands/compile_commands.json"
if [ $# -eq 0 ]; then
  set -- $(find app helper -name '*.cpp')
fi
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 2 clang-tidy -p "$commands" --quiet
