#!/bin/sh
# Throws bytes at the parsers of what others write, with libFuzzer: those without Qt
# (fuzz_outside_bytes.cpp), and those of AWS's files (fuzz_aws_files.cpp).
#   run.sh [SECONDS]     20 unless told, half of it each; the same numbers are drawn each time
set -eu
cd "$(dirname "$0")/../.."
build=build/fuzz
seconds=$(((${1:-20} + 1) / 2))
compile="clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all"

# fuzz NAME SEEDS: the program's, and where it begins
fuzz() {
  mkdir -p "$build/$1.corpus"
  "$build/$1" -seed=1 -max_len=600 -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="$build/" "$build/$1.corpus" "tests/fuzz/$2"
}

mkdir -p $build
$compile -DVOUCH_VERSION='"0"' -I helper tests/fuzz/fuzz_outside_bytes.cpp \
  $(find helper/wire helper/codecommit helper/git -name '*.cpp' ! -name main.cpp ! -name '*_windows.cpp' ! -name '*_macos.cpp') -o $build/outside-bytes
$compile -fPIC -I app -I helper tests/fuzz/fuzz_aws_files.cpp app/aws/ini_*.cpp app/core/displayed.cpp \
  app/core/error.cpp app/core/secret.cpp app/core/secret_pages_linux.cpp helper/wire/text.cpp \
  $(pkg-config --cflags --libs Qt6Core) -o $build/aws-files
fuzz outside-bytes seeds
fuzz aws-files seeds-aws
