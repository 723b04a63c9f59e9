#!/bin/sh
# Makes a package of a version that had none yet, for trying the upgrade from it: what its installation puts
# down below /usr, with the libraries that it is linked with.
#   old-package.sh VERSION COMMIT      into build/old-package
set -eu
cd "$(dirname "$0")/.."
version=$1
commit=$2
folder=$PWD/build/old-package
out=$folder/vouch_${version}_amd64.deb
[ ! -e "$out" ] || exit 0
rm -rf "$folder"
mkdir -p "$folder/source" "$folder/debian" "$folder/root/DEBIAN"

git archive "$commit" | tar -x -C "$folder/source"
sed -i 's/UNITY_BUILD ON/UNITY_BUILD OFF/' "$folder/source/CMakeLists.txt" # its batches fit one CMake only
cmake -S "$folder/source" -B "$folder/build" -G Ninja -D CMAKE_BUILD_TYPE=Release -D CMAKE_INSTALL_PREFIX=/usr \
  -D CMAKE_CXX_FLAGS=-Wno-deprecated-declarations >/dev/null
cmake --build "$folder/build"
DESTDIR=$folder/root cmake --install "$folder/build" >/dev/null

printf 'Source: vouch\nPackage: vouch\nArchitecture: any\n' >"$folder/debian/control"
needs=$(cd "$folder" && dpkg-shlibdeps -O root/usr/bin/vouch root/usr/bin/vouch-tray 2>/dev/null)
cat >"$folder/root/DEBIAN/control" <<END
Package: vouch
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: The tests <nobody@example.com>
Depends: ${needs#shlibs:Depends=}
Description: an earlier state of Vouch
END
dpkg-deb --root-owner-group --build "$folder/root" "$out" >/dev/null
rm -rf "$folder/source" "$folder/build" "$folder/root"
