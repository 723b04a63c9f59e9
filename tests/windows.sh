#!/bin/sh
# Builds the programs for Windows and their tests, and runs the tests under wine, in a Windows of their own
# that is thrown away. What they print is in build/windows/tests.
#   windows.sh [REGEX]      those whose name matches
set -eu
cd "$(dirname "$0")/.."

sh installers/windows/build.sh
tests=$PWD/build/windows/tests
# git waits for the helper, so it is small, and loads nothing that has to be loaded first.
helper=build/windows/bin/git-credential-vouch.exe
loads=$(x86_64-w64-mingw32-objdump -p $helper | sed -n 's/.*DLL Name: //p' | tr '[:lower:]' '[:upper:]' | sort | tr '\n' ' ')
if [ "$loads" != "ADVAPI32.DLL KERNEL32.DLL MSVCRT.DLL " ] || [ "$(stat -c %s $helper)" -gt 409600 ]; then
  echo "$helper has $(stat -c %s $helper) bytes and loads $loads" >&2
  exit 1
fi
home=$(mktemp -d)
export WINEPREFIX="$home/windows" WINEDEBUG=-all HOME="$home" DISPLAY='' WAYLAND_DISPLAY='' QT_QPA_PLATFORM=offscreen
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
end() { # of this Windows' processes only
  wineserver -k || true
  wineserver -w
  rm -rf "$home"
}
trap end EXIT
"$wine" wineboot --init >"$home/boot.log" 2>&1
# Windows can be made, and aren't shown.
"$wine" reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f >"$home/boot.log" 2>&1
wineserver -k
wineserver -w
wineserver -p # so that not each program starts it anew

failed=""
for program in "$tests"/*.exe; do
  name=$(basename "$program" .exe)
  echo "$name" | grep -qE "${1:-.}" || continue
  # A test without a console prints to nowhere. Files, because what outlives it would keep a pipe open.
  rm -f "$tests/$name.log"
  if timeout 300 "$wine" "$program" -o "$tests/$name.log,txt" >"$home/output" 2>&1 </dev/null; then
    echo "passed  $name"
  else
    echo "FAILED  $name, see $tests/$name.log"
    failed="$failed $name"
  fi
done
[ -z "$failed" ]
