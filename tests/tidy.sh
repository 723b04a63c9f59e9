#!/bin/sh
# Runs clang-tidy over the product's sources, after a build.
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
exec node tests/tidy.mjs build/dev "$@"
