#!/bin/sh
# Every C++ file is formatted as .clang-format says. `style.sh fix` formats them.
set -eu
cd "$(dirname "$0")/.."
case ${1:-check} in
  fix) set -- -i ;;
  check) set -- --dry-run --Werror ;;
  *) echo "usage: style.sh [fix]" >&2; exit 2 ;;
esac
find app helper tests -name node_modules -prune -o \( -name '*.cpp' -o -name '*.h' \) -print0 |
  xargs -0 clang-format "$@"
