#!/bin/sh
# Checks tests/faults.md: every fault has one row, and every test that a row names exists.
#   faults.sh [FILE]
set -eu
cd "$(dirname "$0")/.."
list=${1:-tests/faults.md}
ids=$(
  seq -f 'H%.0f' 14
  seq -f 'R%.0f' 18
  seq -f 'E%.0f' 15
  seq -f 'T%.0f' 12
  seq -f 'U%.0f' 6
)
failed=0
complain() {
  echo "$list: $*" >&2
  failed=1
}
for id in $ids; do
  rows=$(grep -c "^| $id |" "$list" || true)
  [ "$rows" = 1 ] || { complain "$id has $rows rows"; continue; }
  tests=$(sed -n "s/^| $id | .* | \(.*\) |\$/\1/p" "$list")
  [ "$tests" != open ] || continue
  named=$(printf '%s\n' "$tests" | grep -o '`[^`]*`' | tr -d '`' || true)
  [ -n "$named" ] || { complain "$id names no test"; continue; }
  while IFS= read -r test; do
    file=${test%%: *}
    name=${test#*: }
    [ -f "$file" ] || { complain "$id: there is no $file"; continue; }
    # A slot of Qt Test stands with its parentheses, a title of Node's runner in quotes.
    grep -qF -e "void $name()" -e "'$name'" -e "\"$name\"" "$file" ||
      complain "$id: $file has no test \"$name\""
  done <<END
$named
END
done
echo "$(grep -c '| open |$' "$list" || true) of $(echo "$ids" | wc -l) faults have no test yet."
exit $failed
