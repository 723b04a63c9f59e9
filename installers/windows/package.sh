#!/bin/sh
# Makes the installer and a portable zip of the programs in build/windows, signed if sign.sh has a key. The same
# commit is meant to give the same bytes.
#   package.sh [FOLDER]     into FOLDER instead of build/windows/packages
set -eu
cd "$(dirname "$0")/../.."
build=$PWD/build/windows
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
out=${1:-$build/packages}
name=vouch-$version-windows-x86_64
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
stage=$work/$name
umask 022
LC_ALL=C.UTF-8
TZ=UTC
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export LC_ALL TZ SOURCE_DATE_EPOCH

rm -f "$out"/vouch-* "$out/SHA256SUMS"
mkdir -p "$stage" "$out"
out=$(cd "$out" && pwd)
cmake --install "$build" --strip --prefix "$work/installed" >/dev/null
cp "$work"/installed/bin/*.exe "$stage"
cp "$build/installer/vouch-register.exe" "$work"
lines() { sed 's/$/\r/' "$@"; } # Windows' ends of lines
lines LICENSE >"$stage/LICENSE.txt"
# What is linked into them: Debian's copyright files of the same libraries and of the compiler's.
for package in libqt6core6 libssl3 libfido2-1 libcbor0.8 libpsl5 libqt6keychain1 libqcoro6core0 libz-mingw-w64 \
  mingw-w64-x86-64-dev g++-mingw-w64-x86-64-posix; do
  printf '==== %s ====\n\n' "$package"
  cat "/usr/share/doc/$package/copyright"
  echo
done | lines >"$stage/licenses.txt"
sh installers/windows/sign.sh "$stage"/*.exe "$work/vouch-register.exe"

# A band beside the last page: a bitmap of one point, which is stretched, in the green of the icon, #0D5C52.
{
  printf 'BM\072\000\000\000\000\000\000\000\066\000\000\000\050\000\000\000\001\000\000\000\001\000\000\000\001\000\030\000'
  printf '\000\000\000\000\004\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\122\134\015\000'
} >"$work/band.bmp"
makensis -V2 -WX -INPUTCHARSET UTF8 -DVERSION="$version" -DFOLDER="$stage" -DREGISTER="$work/vouch-register.exe" \
  -DOUTPUT="$out/$name-setup.exe" -DICON="$build/resources/vouch.ico" -DBAND="$work/band.bmp" -DSIGN="$PWD/installers/windows/sign.sh" \
  installers/windows/vouch.nsi
sh installers/windows/sign.sh "$out/$name-setup.exe"

find "$stage" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$work" && find "$name" -type f | LC_ALL=C sort | zip -9 -X -q "$out/$name.zip" -@)
cd "$out"
sha256sum -- vouch-* | tee SHA256SUMS
