#!/bin/sh
# Throws bytes at the parsers that need no Qt: tests/fuzz/fuzz_outside_bytes.cpp, with libFuzzer.
#   run.sh [SECONDS]     20 unless told; the same numbers are drawn each time
set -eu
cd "$(dirname "$0")/../.."
build=build/fuzz
mkdir -p $build/corpus
clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -I helper \
  $(find tests/fuzz helper/wire helper/codecommit helper/git -name '*.cpp' ! -name main.cpp) -o $build/fuzz
exec $build/fuzz -seed=1 -max_len=600 -max_total_time="${1:-20}" -print_final_stats=1 \
  -artifact_prefix=$build/ $build/corpus tests/fuzz/seeds
