#!/bin/sh
# Looks at the packages in build/packages: lintian, rpmlint, appstreamcli, desktop-file-validate, man; the
# checksums; the .rpm and the tarball unpacked, installed and removed. Fails on any finding.
#   check.sh
set -eu
cd "$(dirname "$0")/.."

sh tests/install.sh package
packages=$PWD/build/packages
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=""
# try WHAT COMMAND...: says what failed, and what the command said.
try() {
  what=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    echo "$what: good"
  else
    echo "$what:" >&2
    cat "$work/said" >&2
    failed=yes
  fi
}
equal() { diff -u "$1" "$2"; }
# All files below a folder, without the manual's compression.
files() { (cd "$1" && find . ! -type d | sed 's/\.gz$//' | LC_ALL=C sort); }

(cd "$packages" && sha256sum --quiet -c SHA256SUMS)
deb=$(echo "$packages"/*.deb)
rpm=$(echo "$packages"/*.rpm)
tarball=$(echo "$packages"/*.tar.gz)
dpkg-deb -x "$deb" "$work/deb"
mkdir "$work/rpm" "$work/tar" "$work/home"
(cd "$work/rpm" && rpm2cpio "$rpm" | cpio -idm --quiet)
tar -C "$work/tar" -xzf "$tarball"
unpacked=$(echo "$work"/tar/*)

# Two tags are guesses: on fortified functions, for programs that call none that could be; on spelling, where the
# ends of two texts meet in a program.
try lintian lintian --allow-root --display-info --pedantic --fail-on error,warning,info,pedantic \
  --suppress-tags hardening-no-fortify-functions,spelling-error-in-binary,unused-override "$deb"
rpm_check() {
  rpmlint -c installers/rpm/rpmlint.toml "$rpm" >"$work/rpmlint" 2>&1 || true
  grep -q ' 0 errors, 0 warnings' "$work/rpmlint" || { cat "$work/rpmlint"; return 1; }
}
try rpmlint rpm_check
try appstreamcli appstreamcli validate --no-net "$work"/deb/usr/share/metainfo/*.metainfo.xml
desktop_check() {
  said=$(desktop-file-validate "$work"/deb/usr/share/applications/*.desktop) && [ -z "$said" ] ||
    { echo "$said"; return 1; }
}
try desktop-file-validate desktop_check
manual_check() {
  for page in "$work"/deb/usr/share/man/man1/*.gz; do
    said=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null)
    [ -z "$said" ] || { echo "$page: $said"; return 1; }
  done
  for program in "$work"/deb/usr/bin/*; do
    [ -e "$work/deb/usr/share/man/man1/$(basename "$program").1.gz" ] || { echo "$program has no page"; return 1; }
  done
}
try manual manual_check
bill_check() {
  node -e 'const bom = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const known = new Set(bom.components.map((each) => each["bom-ref"]).concat("vouch"));
    for (const { ref, dependsOn } of bom.dependencies)
      for (const each of [ref, ...dependsOn]) if (!known.has(each)) throw new Error(`${each} is not described`);
    for (const name of ["libqt6core6", "libfido2-1", "libc6-dev"])
      if (!bom.components.some((each) => each.name.replace(/t64$/, "") === name)) throw new Error(`${name} is missing`);' \
    "$packages"/*.cdx.json
}
try "bill of materials" bill_check

# The .rpm has the programs of the .deb, and git finds its helpers in both.
same_programs() {
  for name in git-credential-vouch vouch vouch-tray; do cmp "$work/deb/usr/bin/$name" "$work/rpm/usr/bin/$name"; done
  [ "$(readlink -f "$work/rpm/usr/libexec/git-core/git-credential-vouch")" = "$work/rpm/usr/bin/git-credential-vouch" ]
  [ "$(readlink -f "$work/deb/usr/lib/git-core/git-remote-codecommit")" = "$work/deb/usr/bin/git-credential-vouch" ]
  "$work/rpm/usr/bin/vouch" --version
}
try "the .rpm, unpacked" same_programs

# The tarball, by a person with a space in the name of the home folder: installed, twice, and removed.
tarball_check() {
  home="$work/home/nora winter"
  mkdir -p "$home/.local/bin" "$home/.config/vouch"
  echo mine >"$home/.local/bin/mine"
  echo "; mine" >"$home/.config/vouch/settings"
  files "$home" >"$work/before"
  for time in once again; do
    HOME=$home sh "$unpacked/install.sh" || return 1
  done
  HOME=$home "$home/.local/bin/vouch" --version || return 1
  grep -qx "ExecStart=\"$home/.local/bin/vouch-tray\" --background" \
    "$home/.local/share/systemd/user/vouch-tray.service" || return 1
  [ -L "$home/.local/bin/git-remote-codecommit" ] || return 1
  HOME=$home sh "$unpacked/install.sh" --uninstall || return 1
  files "$home" >"$work/after"
  equal "$work/before" "$work/after"
}
try "the tarball, installed and removed" tarball_check

[ -z "$failed" ]
