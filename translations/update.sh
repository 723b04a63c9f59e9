#!/bin/sh
# Takes the strings of the sources into the translations. English holds plural forms only; the sources
# are its text.
set -eu
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate-qt6 || command -v /usr/lib/qt6/bin/lupdate || command -v lupdate)
"$lupdate" -silent -no-obsolete -locations none -pluralonly app helper -ts translations/vouch_en.ts
