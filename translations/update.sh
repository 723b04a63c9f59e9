#!/bin/sh
# Takes the strings of the sources into the translations. English holds plural forms only; the sources
# are its text. `update.sh check` changes nothing and fails where a string is missing, is no longer
# used or has no translation.
set -eu
cd "$(dirname "$0")/.."
lupdate=$(command -v lupdate-qt6 || command -v /usr/lib/qt6/bin/lupdate || command -v lupdate)
to=translations
if [ "${1:-}" = check ]; then
    to=$(mktemp -d)
    trap 'rm -r "$to"' EXIT
    cp translations/*.ts "$to"
fi
"$lupdate" -silent -no-obsolete -locations none -pluralonly app helper -ts "$to/vouch_en.ts"
"$lupdate" -silent -no-obsolete -locations none app helper -ts "$to/vouch_de.ts"
[ "${1:-}" = check ] || exit 0
for file in translations/*.ts; do
    diff -u "$file" "$to/${file##*/}"
done
if grep -n -B3 'type="unfinished"' translations/*.ts; then exit 1; fi
# A text in another context than its class's is never found.
if grep -n '<name>' translations/*.ts | grep -v '<name>vouch'; then exit 1; fi
