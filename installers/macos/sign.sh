#!/bin/sh
# Signs a bundle, from the inside out, with the hardened runtime.
#   sign.sh BUNDLE IDENTITY     IDENTITY is a Developer ID Application; "-" signs for this Mac alone
set -eu
bundle=$1
identity=$2
entitlements=$(cd "$(dirname "$0")/../../resources/macos" && pwd)/entitlements.plist

sign() {
  if [ "$identity" = - ]; then
    # Without a team, the hardened runtime would refuse the bundle's own libraries.
    codesign --force --sign - "$@"
  else
    codesign --force --timestamp --options runtime --entitlements "$entitlements" --sign "$identity" "$@"
  fi
}

find "$bundle/Contents/Frameworks" "$bundle/Contents/PlugIns" -type f -name '*.dylib' 2>/dev/null |
  while IFS= read -r library; do sign "$library"; done
find "$bundle/Contents/Frameworks" -type d -name '*.framework' -prune 2>/dev/null |
  while IFS= read -r framework; do sign "$framework"; done
for program in vouch git-credential-vouch; do
  sign "$bundle/Contents/MacOS/$program"
done
sign "$bundle"
codesign --verify --strict --deep --verbose=2 "$bundle"
