#!/bin/sh
# Runs tests again and again while all processors are busy with something else: those that pass on a quiet
# machine only are found so. Ten runs of gui_newcomer take about ten minutes.
#   busy.sh REGEX [RUNS]     REGEX as for ctest; RUNS: 20
set -eu
cd "$(dirname "$0")/.."
tests=$1
runs=${2:-20}
busy=""
stop() { for process in $busy; do kill "$process" 2>/dev/null || true; done; }
trap stop EXIT
trap 'exit 1' INT TERM
for _ in $(seq "$(nproc)"); do
  sh -c 'while :; do :; done' &
  busy="$busy $!"
done
failed=0
for run in $(seq "$runs"); do
  if ctest --preset dev --tests-regex "$tests" --output-log "build/dev/busy-$run.log" >/dev/null 2>&1; then
    echo "run $run: passed"
  else
    echo "run $run: failed, see build/dev/busy-$run.log"
    failed=$((failed + 1))
  fi
done
echo "$failed of $runs runs failed."
[ "$failed" = 0 ]
