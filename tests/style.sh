#!/bin/sh
# Every C++ file is formatted as .clang-format says. `style.sh fix` formats them.
set -eu
cd "$(dirname "$0")/.."
case ${1:-check} in
  fix) set -- -i ;;
  check) set -- --dry-run --Werror ;;
  *) echo "usage: style.sh [fix]" >&2; exit 2 ;;
esac
# Traps of coroutines; see app/core/story.h.
if grep -rPzl --include='*.cpp' --include='*.h' '(?m)^[^/\n]*co_await [^;{]*\{[^;]*;' app helper; then
  echo "Braces inside a co_await expression: name the value first." >&2
  exit 1
fi
if grep -rPzl --include='*.cpp' --include='*.h' '\? *(?:co_await)|(?m)^[^/\n]*\?[^;{}?]*:\s*co_await' app helper; then
  echo "co_await in a choice by ?: destroys its result twice: write if and else." >&2
  exit 1
fi
if grep -rPn --include='*.cpp' --include='*.h' 'co_return (\*|\w+_;|\w+_\.|\w+->\w+;)' app helper; then
  echo "co_return moves from what it names: make a copy." >&2
  exit 1
fi
case $(clang-format --version) in
  *"version 14."*) ;;
  *)
    echo "clang-format 14 lays lines out as the project has them; this is another one: not checked."
    exit 0
    ;;
esac
find app helper resources tests -name node_modules -prune -o \( -name '*.cpp' -o -name '*.h' \) -print0 |
  xargs -0 clang-format "$@"
