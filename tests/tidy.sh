#!/bin/sh
# Runs clang-tidy over the product's sources, after a build.
#   tidy.sh [FILE...]
#   tidy.sh --analyze [FILE...]   runs clang's static analyzer instead, which takes four times as long
set -eu
cd "$(dirname "$0")/.."
tidy=$(command -v clang-tidy-14 || echo clang-tidy)
case $($tidy --version) in
  *"version 14."*) ;;
  *)
    echo "tidy.sh: not run: the checks are those of clang-tidy 14 (Debian 12 has it), and this is$($tidy --version | grep version)."
    exit 0
    ;;
esac
CLANG_TIDY=$tidy exec node tests/tidy.mjs build/dev "$@"
