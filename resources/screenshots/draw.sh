#!/bin/sh
# Draws the pictures in this folder anew, from the windows as they are: builds, draws the whole gallery
# (build/dev/screenshots) in about five minutes, and puts README's wide picture together.
set -eu
cd "$(dirname "$0")/../.."
cmake --preset dev >/dev/null
cmake --build --preset dev --target screenshots overview
ctest --preset dev --tests-regex screenshots_2x
QT_QPA_PLATFORM=offscreen build/dev/bin/overview build/dev/screenshots resources/screenshots
