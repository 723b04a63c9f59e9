#!/bin/sh
# Every document that a tracked file names exists, and so does what a document links to; the table of
# modules in app/README.md says what their CMakeLists.txt say.
#   documents.sh
set -eu
cd "$(dirname "$0")/.."

# FILE:LINE:NAME of each name that ends in .md. URLs are left out, and so is a path in quotes or with a
# variable in it: those are files that a program works with.
named() {
  git grep -InF .md | awk -F : '{
    text = substr($0, length($1) + length($2) + 3)
    while (match(text, /[A-Za-z0-9_.~:\/\\${}-]*[A-Za-z0-9_]\.md/)) {
      name = substr(text, RSTART, RLENGTH)
      before = RSTART > 1 ? substr(text, RSTART - 1, 1) : ""
      after = substr(text, RSTART + RLENGTH, 1)
      text = substr(text, RSTART + RLENGTH)
      quoted = before ~ /["\047]/ && after == before
      if (after ~ /[A-Za-z0-9_]/ || quoted || name ~ /:\/\/|\$/)
        continue
      sub(/^.*(\\[nrt]|[:{}])/, "", name)
      print $1 ":" $2 ":" name
    }
  }'
}

# FILE:LINE:TARGET of each link and picture in a document that leads to a file.
linked() {
  git grep -InE '\]\(|(src|href)="' -- '*.md' | awk -F : '{
    text = substr($0, length($1) + length($2) + 3)
    while (match(text, /\]\([^)]*\)|(src|href)="[^"]*"/)) {
      target = substr(text, RSTART, RLENGTH)
      text = substr(text, RSTART + RLENGTH)
      sub(/^(\]\(<?|[a-z]+=")/, "", target)
      sub(/[>)" #].*$/, "", target)
      if (target != "" && target !~ /^[a-z]+:/)
        print $1 ":" $2 ":" target
    }
  }'
}

# Whether there is such a file or folder, from the root, that git knows or would add.
exists() {
  [ -e "$1" ] && [ -n "$(git --literal-pathspecs ls-files -co --exclude-standard -- "$1" 2>/dev/null)" ]
}

# Complains about each line of stdin whose name stands neither in the folder of its file nor in `$1`.
missing() {
  while IFS=: read -r file line name; do
    exists "$(dirname "$file")/$name" || exists "${1:-/}/$name" ||
      echo "$file:$line: there is no $name"
  done
}

names=$(named)
[ -n "$names" ] || { echo "No document is named: this test looks in the wrong place." >&2; exit 1; }
wrong=$(
  echo "$names" | missing .
  linked | missing
)
if [ -n "$wrong" ]; then
  echo "$wrong" >&2
  exit 1
fi

# The row of each module: what its CMakeLists.txt begins with, and whom it uses.
rows() {
  for file in $(git ls-files -co --exclude-standard 'app/*/CMakeLists.txt' 'helper/*/CMakeLists.txt'); do
    uses=$(tr '\n' ' ' <"$file" | sed -n 's/.*vouch_module([^)]* USES \([^)]*\)).*/\1/p' | sed 's/ LINK .*//')
    echo "| \`${file%/CMakeLists.txt}\` | $(sed -n '1s/^# //p' "$file") | $(printf '`%s` ' $uses | sed 's/``//') |"
  done | sed 's/  *|$/ |/; s/|  *|$/|  |/'
}
table() { grep '^| `\(app\|helper\)/' app/README.md; }
wanted=$(mktemp)
trap 'rm -f "$wanted"' EXIT
rows | sort >"$wanted"
table | sort | diff "$wanted" - >&2 || {
  echo "app/README.md: the table of modules differs from their CMakeLists.txt (<)." >&2
  exit 1
}
echo "Every document that is named exists ($(echo "$names" | wc -l) names)."
