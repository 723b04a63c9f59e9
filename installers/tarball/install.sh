#!/bin/sh
# Installs Vouch for yourself, below ~/.local, or takes it away again.
#   install.sh [FOLDER]               into FOLDER instead of ~/.local
#   install.sh --uninstall [FOLDER]   what install.sh put there, and nothing else
set -eu
here=$(cd "$(dirname "$0")" && pwd)
uninstall=""
case ${1:-} in
  --uninstall) uninstall=yes; shift ;;
  -*) sed -n '2,4s/^# *//p' "$0" >&2; exit 2 ;;
esac
prefix=${1:-$HOME/.local}
list=$prefix/share/vouch/installed

# What an installation put down, this one or an older one. Folders of ours that are empty then go, too.
remove() {
  [ -e "$list" ] || return 0
  while IFS= read -r file; do
    case $file in /* | ../* | */../*) continue ;; esac
    rm -f "$prefix/$file"
  done <"$list"
  rm -f "$list"
  rmdir "$prefix/share/vouch" 2>/dev/null || true
}

if [ -n "$uninstall" ]; then
  [ -e "$list" ] || { echo "Vouch isn't installed in $prefix." >&2; exit 1; }
  remove
  echo "Vouch is removed from $prefix. Your settings and the keychain are as they were."
  exit 0
fi

# It is linked with the libraries of the system that it was built on.
missing=$(for program in vouch vouch-tray; do
  LC_ALL=C ldd "$here/bin/$program" 2>&1 | grep -E 'not found' || true
done | sort -u)
if [ -n "$missing" ]; then
  echo "Vouch can't run here. These libraries are missing, or have another version:" >&2
  echo "$missing" >&2
  echo "On Debian: sudo apt install libqt6keychain1 libqcoro6dbus0 libfido2-1 libpsl5 libqt6widgets6 libsecret-1-0" >&2
  exit 1
fi

mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)
list=$prefix/share/vouch/installed
remove
mkdir -p "$prefix/share/vouch"
(cd "$here" && find bin share ! -type d | LC_ALL=C sort) >"$list"
while IFS= read -r file; do
  mkdir -p "$prefix/$(dirname "$file")"
  rm -f "$prefix/$file" # a program that runs keeps its old file
  cp -P "$here/$file" "$prefix/$file"
done <"$list"
unit=$prefix/share/systemd/user/vouch-tray.service
sed "s|^ExecStart=.* --|ExecStart=\"$prefix/bin/vouch-tray\" --|" \
  "$here/share/systemd/user/vouch-tray.service" >"$unit"

echo "Vouch is installed in $prefix."
case ":$PATH:" in
  *":$prefix/bin:"*) ;;
  *) echo "Add $prefix/bin to your PATH, so that git finds git-credential-vouch." ;;
esac
echo "Next: vouch setup codecommit, or Vouch in your menu of applications."
