#!/bin/sh
# Builds all packages from what is checked out, into build/packages: .deb, .rpm, a tarball for a home folder,
# a bill of materials of everything linked, and checksums. The same commit is meant to give the same bytes on the
# same system, wherever it lies: tests/fresh.sh compares two builds.
#   build.sh
set -eu
cd "$(dirname "$0")/.."

sh tests/install.sh build package
umask 022
LC_ALL=C.UTF-8
TZ=UTC
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export LC_ALL TZ SOURCE_DATE_EPOCH
[ -z "$(git status --porcelain 2>/dev/null)" ] || echo "Some files differ from the commit, and so will the packages." >&2
build=$PWD/build/package
out=$PWD/build/packages
system=$(. /etc/os-release && echo "$ID${VERSION_ID:-}")
machine=$(uname -m)

# configure PREFIX OPTION...: only what is installed differs from one kind to the next; nothing is compiled again.
configure() {
  prefix=$1
  shift
  cmake -S . -B "$build" -G Ninja -D CMAKE_BUILD_TYPE=Release -D CMAKE_INSTALL_PREFIX="$prefix" \
    -D CMAKE_CXX_FLAGS="-ffile-prefix-map=$PWD=. ${CXXFLAGS:-}" -D VOUCH_PACKAGE_RELEASE="1~$system" "$@" >/dev/null
}
pack() {
  (cd "$build" && cpack -G "$1" >cpack.log 2>&1) || { cat "$build/cpack.log" >&2; exit 1; }
}

configure /usr
cmake --build "$build"
rm -rf "$out" "$build/packages"
mkdir -p "$out"

if command -v dpkg >/dev/null; then
  configure /usr -D VOUCH_PACKAGE=deb -D VOUCH_GIT_EXEC_PATH=lib/git-core -D VOUCH_SYSTEMD_USER_DIR=lib/systemd/user
  pack DEB
fi
configure /usr -D VOUCH_PACKAGE=rpm -D VOUCH_GIT_EXEC_PATH=libexec/git-core -D VOUCH_SYSTEMD_USER_DIR=lib/systemd/user
pack RPM
find "$build/packages" -maxdepth 1 \( -name '*.deb' -o -name '*.rpm' \) -exec cp {} "$out" \;

configure /usr -D VOUCH_PACKAGE= -D VOUCH_GIT_EXEC_PATH= -D VOUCH_SYSTEMD_USER_DIR=share/systemd/user
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
name=vouch-$version-$system-$machine
rm -rf "$build/tarball"
DESTDIR= cmake --install "$build" --strip --prefix "$build/tarball/$name" >/dev/null
sed -i 's|^ExecStart=.* --|ExecStart="vouch-tray" --|' "$build/tarball/$name/share/systemd/user/vouch-tray.service"
cp installers/tarball/install.sh LICENSE README.md CHANGELOG.md "$build/tarball/$name"
tar -C "$build/tarball" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" \
  --format=gnu -cf - "$name" | gzip -9n >"$out/$name.tar.gz"

if command -v dpkg >/dev/null; then # whose data it is made of
  node installers/sbom.mjs "$build/tarball/$name/bin" "$version" >"$out/$name.cdx.json"
fi
cd "$out"
sha256sum -- vouch[-_]* | tee SHA256SUMS
