#!/bin/sh
# What `cmake --install` of the release puts down: exactly our programs, no door for a software key, a
# helper that loads nothing, and everything hardened.
#   check.sh BUILD    BUILD: the development build, for comparison
set -eu
cd "$(dirname "$0")/../.."
development=$1
door=VOUCH_TEST_KEY

cmake --preset release -D VOUCH_TESTKEY=ON >/dev/null
nice cmake --build --preset release
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install build/release --prefix "$prefix" >/dev/null

fail() { echo "release: $*" >&2; exit 1; }

installed=$(cd "$prefix" && find . ! -type d | sort | tr '\n' ' ')
expected="./bin/git-credential-vouch ./bin/git-remote-codecommit ./bin/vouch ./bin/vouch-tray "
expected="$expected./share/applications/vouch.desktop "
expected="$expected./share/bash-completion/completions/vouch ./share/fish/vendor_completions.d/vouch.fish "
for size in 128x128 16x16 22x22 24x24 256x256 32x32 48x48 512x512 64x64; do
  expected="$expected./share/icons/hicolor/$size/apps/vouch.png "
done
expected="$expected./share/icons/hicolor/scalable/apps/vouch.svg "
expected="$expected./share/icons/hicolor/symbolic/apps/vouch-symbolic.svg "
for page in git-credential-vouch git-remote-codecommit vouch-aws vouch-completion vouch-config vouch-credential \
  vouch-doctor vouch-enroll vouch-exec vouch-forget vouch-keys vouch-login vouch-logout vouch-posture vouch-quit \
  vouch-setup vouch-status vouch-tray vouch; do
  expected="$expected./share/man/man1/$page.1 "
done
expected="$expected./share/metainfo/sh.vouch.vouch.metainfo.xml ./share/systemd/user/vouch-tray.service "
expected="$expected./share/zsh/site-functions/_vouch "
[ "$installed" = "$expected" ] || fail "installed: $installed"
if command -v desktop-file-validate >/dev/null; then
  desktop-file-validate "$prefix/share/applications/vouch.desktop"
fi
if command -v appstreamcli >/dev/null; then
  appstreamcli validate --no-net --no-color "$prefix"/share/metainfo/*.xml >"$prefix/said" || fail "$(cat "$prefix/said")"
fi
grep -qx "ExecStart=\"$prefix/bin/vouch-tray\" --background" "$prefix/share/systemd/user/vouch-tray.service" ||
  fail "systemd's unit starts another program"
if command -v man >/dev/null; then
  PATH=$prefix/bin:$PATH MANPATH=$prefix/share/man LC_ALL=C.UTF-8 git help -m credential-vouch 2>&1 |
    grep -q "credential helper for AWS CodeCommit" || fail "git has no help for its helper"
fi
# What the desktop's entry starts is there, and takes its options.
sed -n 's/^Exec=//p' "$prefix/share/applications/vouch.desktop" | while read -r program words; do
  case $words in
    --*) QT_QPA_PLATFORM=offscreen "$prefix/bin/$program" --help 2>/dev/null | grep -qe "$words" ;;
    ?*) "$prefix/bin/$program" help "$words" >/dev/null ;;
    *) [ -x "$prefix/bin/$program" ] ;;
  esac || fail "the desktop's entry starts: $program $words"
done

nice cmake --build --preset release --target vouch-tray-testkey
grep -qa "$door" build/release/bin/vouch-tray-testkey || fail "the test build has lost its door"
if grep -rqa "$door" "$prefix"; then fail "a door for a software key is installed"; fi
if grep -rqa "$(pwd)" "$prefix"; then fail "a path of the build machine is installed"; fi

bin=$prefix/bin
[ "$(readlink "$bin/git-remote-codecommit")" = git-credential-vouch ] || fail "no second name"
if readelf -d "$bin/git-credential-vouch" | grep -q NEEDED; then fail "the helper loads libraries"; fi
for program in git-credential-vouch vouch vouch-tray; do
  readelf -h "$bin/$program" | grep -q 'Type:.*DYN' || fail "$program has a fixed address"
  readelf -lW "$bin/$program" | grep -q GNU_RELRO || fail "$program has no RELRO"
  readelf -dW "$bin/$program" | grep -qE 'BIND_NOW|NOW' || fail "$program binds late"
  if readelf -lW "$bin/$program" | grep GNU_STACK | grep -q RWE; then fail "$program: stack runs"; fi
done
[ "$("$bin/vouch" --version)" = "$("$development/bin/vouch" --version)" ] || fail "versions differ"
if readelf -d "$bin/vouch-tray" | grep -q 'NEEDED.*libQt6Svg'; then fail "vouch-tray can parse SVG"; fi
if readelf -rW "$bin/vouch-tray" | grep -q _COPY; then fail "Qt's meta objects are copied into it"; fi

# And it runs: the helper starts the application, which says that it is not set up.
run() { env -i HOME="$prefix" XDG_RUNTIME_DIR="$prefix" PATH="$bin:/usr/bin:/bin" LC_ALL=C.UTF-8 "$@"; }
chmod 700 "$prefix"
answer=$(printf 'protocol=https\nhost=git-codecommit.us-east-1.amazonaws.com\npath=v1/repos/x\n\n' |
  run git-credential-vouch get 2>"$prefix/said")
[ "$answer" = quit=1 ] || fail "the helper answered: $answer"
grep -q "vouch config set server" "$prefix/said" || fail "the helper said: $(cat "$prefix/said")"
status=$(run vouch status --json) || true
case $status in
  *'"state":"not_set_up"'*) kill "$(echo "$status" | sed 's/.*"pid":\([0-9]*\).*/\1/')" ;;
  *) fail "the application: $status" ;;
esac

# Everything that was put down is named in the manifest, for who wants it gone.
xargs rm <build/release/install_manifest.txt
left=$(find "$bin" "$prefix/share" ! -type d)
[ -z "$left" ] || fail "left after the removal: $left"
