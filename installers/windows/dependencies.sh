#!/bin/sh
# Provides what the Windows programs are linked with, and prints its folder. Builds it once: the folder is
# also kept as an archive, VOUCH_WINDOWS_CACHE/KEY.tar.xz (~/.cache/vouch-windows/KEY.tar.xz), which can be
# copied to another machine's. KEY stands for these scripts, their checksums and the compiler.
#   dependencies.sh
# JOBS is how many compilations run at once; all processors if unset.
set -eu
here=$(dirname "$(readlink -f "$0")")
cache=${VOUCH_WINDOWS_CACHE:-$HOME/.cache/vouch-windows}
key=$( (x86_64-w64-mingw32-g++-posix -dumpfullversion; cd "$here" &&
  cat sources.txt toolchain.cmake dependencies.sh dependencies/*.sh) | sha256sum | cut -c1-16)
prefix=$cache/$key
[ ! -f "$prefix/complete" ] || { echo "$prefix"; exit 0; }

mkdir -p "$cache"
cache=$(readlink -f "$cache") # Qt's configuration wants one without links
prefix=$cache/$key
if [ -f "$cache/$key.tar.xz" ]; then
  echo "Unpacking $cache/$key.tar.xz" >&2
  tar -xJf "$cache/$key.tar.xz" -C "$cache"
  echo "$prefix"
  exit 0
fi

sh "$here/fetch.sh" "$cache/sources" >&2
work=$cache/building-$key
mkdir -p "$work/logs"
# Each script unpacks FILES, builds in BUILD and installs to PREFIX.
FILES=$cache/sources
PREFIX=$prefix
JOBS=${JOBS:-$(nproc)}
CFLAGS="-O2 -ffile-prefix-map=$work=."
CXXFLAGS=$CFLAGS
VOUCH_WINDOWS_PREFIX=$prefix
CMAKE="cmake -G Ninja -D CMAKE_TOOLCHAIN_FILE=$here/toolchain.cmake -D CMAKE_BUILD_TYPE=Release
  -D CMAKE_INSTALL_PREFIX=$prefix -D BUILD_SHARED_LIBS=OFF"
export FILES PREFIX JOBS CFLAGS CXXFLAGS VOUCH_WINDOWS_PREFIX CMAKE
mkdir -p "$prefix/lib/pkgconfig" "$prefix/include"
for name in zlib openssl libcbor libfido2 libpsl qtbase qtkeychain qcoro; do
  [ ! -f "$work/$name.done" ] || continue
  begun=$(date +%s)
  echo "Building $name" >&2
  mkdir -p "$work/$name"
  (BUILD=$work/$name && export BUILD && cd "$BUILD" && sh -eux "$here/dependencies/$name.sh") \
    >"$work/logs/$name.log" 2>&1 || {
    tail -n 40 "$work/logs/$name.log" >&2
    echo "$name could not be built. All that was printed: $work/logs/$name.log" >&2
    exit 1
  }
  echo "  $(($(date +%s) - begun)) s" >&2
  touch "$work/$name.done"
done

sed -i "s,$prefix,\${pcfiledir}/../..," "$prefix"/lib/pkgconfig/*.pc # wherever the archive is unpacked
touch "$prefix/complete"
tar -C "$cache" --sort=name --owner=0 --group=0 --numeric-owner -cf - "$key" | xz -T0 >"$cache/$key.part"
mv "$cache/$key.part" "$cache/$key.tar.xz"
rm -rf "$work"
echo "$prefix"
