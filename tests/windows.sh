#!/bin/sh
# Builds the programs for Windows and their tests, and runs the tests under wine, in a Windows of their own
# that is thrown away. What they print is in build/windows/tests.
#   windows.sh [REGEX]      those whose name matches
set -eu
cd "$(dirname "$0")/.."

sh installers/windows/build.sh
# The outside world of the programs, sandbox and software key, is this machine's.
sh tests/install.sh tryout
sh tests/packages.sh
tools=$PWD/build/windows-tools
cmake -S . -B "$tools" -D VOUCH_TESTKEY=ON >/dev/null
cmake --build "$tools" --target virtualkey virtualkey-register
tests=$PWD/build/windows/tests
only=${1:-.}
# git waits for the helper, so it is small, and loads nothing that has to be loaded first.
helper=build/windows/bin/git-credential-vouch.exe
loads=$(x86_64-w64-mingw32-objdump -p $helper | sed -n 's/.*DLL Name: //p' | tr '[:lower:]' '[:upper:]' | sort | tr '\n' ' ')
if [ "$loads" != "ADVAPI32.DLL KERNEL32.DLL MSVCRT.DLL " ] || [ "$(stat -c %s $helper)" -gt 409600 ]; then
  echo "$helper has $(stat -c %s $helper) bytes and loads $loads" >&2
  exit 1
fi
home=$(mktemp -d)
export WINEPREFIX="$home/windows" WINEDEBUG=-all HOME="$home" DISPLAY='' WAYLAND_DISPLAY='' QT_QPA_PLATFORM=offscreen
# A git.exe that is this machine's.
WINEPATH=$(echo "Z:$tests/git" | tr / '\\')
export WINEPATH
wine=$(command -v wine64 || echo /usr/lib/wine/wine64)
end() { # of this Windows' processes only
  wineserver -k || true
  wineserver -w
  rm -rf "$home"
}
trap end EXIT
"$wine" wineboot --init >"$home/boot.log" 2>&1
"$wine" reg add 'HKCU\Software\Wine' /v Version /d win10 /f >"$home/boot.log" 2>&1
# Windows can be made, and aren't shown.
"$wine" reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f >"$home/boot.log" 2>&1
wineserver -k
wineserver -w
wineserver -p # so that not each program starts it anew

failed=""
ran=0
# Runs a command, and says whether it succeeded: NAME COMMAND...
try() {
  name=$1
  shift
  echo "$name" | grep -qE "$only" || return 0
  begun=$(date +%s)
  ran=$((ran + 1))
  rm -f "$tests/$name.log"
  if timeout 1200 "$@" >"$tests/$name.output" 2>&1 </dev/null; then
    echo "passed  $name, $(($(date +%s) - begun)) s"
  else
    echo "FAILED  $name, see $tests/$name.log and $name.output"
    failed="$failed $name"
  fi
}
# Files, because what outlives a program would keep a pipe open; and without a console, one prints to nowhere.
for program in "$tests"/*.exe; do
  name=$(basename "$program" .exe)
  case $name in
    test_terminal_*) try "$name" script -qec "'$wine' '$program' -o '$tests/$name.log,txt'" /dev/null ;;
    *) try "$name" "$wine" "$program" -o "$tests/$name.log,txt" ;;
  esac
done
try cost bash tests/windows/cost.sh
for script in tests/windows/*.test.mjs; do
  try "$(basename "$script" .test.mjs)" env VOUCH_TOOLS="$tools" node --test "$script"
done
[ "$ran" -gt 0 ] || echo "No test is called that." >&2
[ -z "$failed" ] && [ "$ran" -gt 0 ]
