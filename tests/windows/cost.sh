#!/bin/bash
# Compares what git's helper costs, with its question to the application and the answer, with what an empty
# program costs: processor time under wine, in turns, so that what else runs on this machine slows down both.
# windows.sh runs it, in its Windows. Fails above 1.3.
#   cost.sh [TURNS]
set -eu
cd "$(dirname "$0")/../../build/windows"
turns=${1:-100}
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
question='protocol=https
host=git-codecommit.us-east-1.amazonaws.com
path=v1/repos/payments-api
'
exec 3< <(exec "$wine" tests/cost/answering.exe)
server=$!
trap 'kill $server' EXIT
read -ru 3 _ # it listens

get() { "$wine" bin/git-credential-vouch.exe get <<<"$question"; }
empty() { "$wine" tests/cost/empty.exe <<<"$question"; }
[ "$(get | tr -d '\n')" = username=AKIDEXAMPLEpassword=secret ]

# Adds the processor time of one call to the sum named $1, in microseconds.
declare -A spent=([get]=0 [empty]=0)
TIMEFORMAT='%3U %3S'
measure() {
  local user system
  read -r user system < <({ time "$1" >/dev/null 2>&1; } 2>&1)
  spent[$1]=$((spent[$1] + 10#${user/./} + 10#${system/./}))
}
for ((i = 0; i < turns; i++)); do
  measure empty
  measure get
done
ratio=$((100 * spent[get] / spent[empty]))
echo "the helper: ${spent[get]} ms, an empty program: ${spent[empty]} ms, in $turns turns: $ratio %"
[ "$ratio" -le 130 ]
