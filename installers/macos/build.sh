#!/bin/sh
# Builds Vouch.app and its disk image on a Mac, into build/macos/packages. It takes Qt and the other libraries from
# Homebrew, so the image is for Macs with this one's processor, and this one's macOS or a newer one. QCoro isn't there
# and comes from Debian's source package. Without these variables, the image is signed for this Mac alone:
#   SIGNING_IDENTITY      a Developer ID Application in the keychain
#   NOTARY_PROFILE        what `xcrun notarytool store-credentials` stored; for Apple's notarization
#   IMAGE_URL             where the image will be published; for the cask
set -eu
cd "$(dirname "$0")/../.."

brew install cmake ninja pkgconf qtbase qtsvg qttools qtkeychain libfido2 libpsl openssl@3
build=$PWD/build/macos
prefix=$build/prefix
# The same file that the build for Windows takes.
set -- $(grep ' qcoro_' installers/windows/sources.txt)
sum=$1 source=$2
if [ ! -e "$prefix/qcoro-$sum" ]; then
  mkdir -p "$build"
  curl -fsSL -o "$build/qcoro.tar.gz" "https://deb.debian.org/debian/pool/main/q/qcoro/$source"
  echo "$sum  $build/qcoro.tar.gz" | shasum -a 256 -c
  rm -rf "$build/qcoro"
  mkdir "$build/qcoro"
  tar -xzf "$build/qcoro.tar.gz" -C "$build/qcoro" --strip-components 1
  cmake -S "$build/qcoro" -B "$build/qcoro/build" -G Ninja -D CMAKE_BUILD_TYPE=Release -D BUILD_SHARED_LIBS=OFF \
    -D BUILD_TESTING=OFF -D QCORO_BUILD_EXAMPLES=OFF -D QCORO_WITH_QTDBUS=OFF -D QCORO_WITH_QTWEBSOCKETS=OFF \
    -D QCORO_WITH_QTQUICK=OFF -D QCORO_WITH_QML=OFF -D CMAKE_INSTALL_PREFIX="$prefix"
  cmake --build "$build/qcoro/build" --target install
  touch "$prefix/qcoro-$sum"
fi

PKG_CONFIG_PATH=$(brew --prefix openssl@3)/lib/pkgconfig
export PKG_CONFIG_PATH
cmake -S . -B "$build" -G Ninja -D CMAKE_BUILD_TYPE=Release -D CMAKE_OSX_DEPLOYMENT_TARGET="$(sw_vers -productVersion | cut -d . -f 1).0" \
  -D CMAKE_PREFIX_PATH="$prefix;$(brew --prefix);$(brew --prefix openssl@3)" \
  -D VOUCH_SIGNING_IDENTITY="${SIGNING_IDENTITY:--}"
cmake --build "$build"
rm -rf "$build/packages"
(cd "$build" && cpack)
image=$(echo "$build"/packages/*.dmg)
if [ -n "${SIGNING_IDENTITY:-}" ]; then
  codesign --timestamp --sign "$SIGNING_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
  xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
  spctl --assess --type open --context context:primary-signature --verbose=2 "$image"
fi

# The cask that installs this image.
version=$(sed -n 's/^project(vouch VERSION \([0-9.]*\) .*/\1/p' CMakeLists.txt)
sha256=$(shasum -a 256 "$image" | cut -d ' ' -f 1)
sed "s|@VERSION@|$version|; s|@SHA256@|$sha256|; s|@ARCH@|$(uname -m)|; s|@URL@|${IMAGE_URL:-$(basename "$image")}|" installers/macos/vouch.rb.in >"$build/packages/vouch.rb"
