#!/bin/sh
# Installs the sandbox's Node packages, as its lock file says, unless they are there.
set -eu
cd "$(dirname "$0")/sandbox"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund
