#!/bin/sh
# Compiles every source that macOS takes, for it, and makes git's helper as a universal program: as far as it goes
# without a Mac, on Debian 12. Nothing of it can run here, and nothing that is shipped is made with it.
# The compiler is npm's zig: clang with the open headers of Apple's C library. Qt's headers are Debian's, and
# macos/frameworks.h declares what we use of Apple's frameworks.
set -eu
cd "$(dirname "$0")/.."

sh tests/install.sh build macos
(cd tests/macos && { [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --no-audit --no-fund >/dev/null; })
tools=$PWD/build/macos-tools
cmake -S . -B "$tools/host" -G Ninja -D CMAKE_BUILD_TYPE=Release >/dev/null
cmake --build "$tools/host" --target draw_icns record_drawings
for processor in aarch64 x86_64; do
  cmake -S . -B build/macos-$processor -G Ninja --toolchain tests/macos/toolchain.cmake \
    -D VOUCH_MACOS_PROCESSOR=$processor -D VOUCH_HOST_TOOLS="$tools/host/bin" \
    -D CMAKE_BUILD_TYPE=Release -D VOUCH_WERROR=ON >/dev/null
  cmake --build build/macos-$processor --target git-credential-vouch
done
fail() {
  echo "$*" >&2
  exit 1
}

# git's helper: for both processors, from macOS 12 on, with nothing but the system's library.
helper=build/macos-aarch64/git-credential-vouch
llvm-lipo-14 -create build/macos-aarch64/bin/git-credential-vouch build/macos-x86_64/bin/git-credential-vouch \
  -output $helper
[ "$(llvm-lipo-14 -archs $helper | tr ' ' '\n' | sort | xargs)" = "arm64 x86_64" ] || fail "$helper is for one processor only"
for processor in arm64 x86_64; do
  described=$(llvm-objdump-14 --macho --arch=$processor --private-headers $helper)
  echo "$described" | grep -qx ' *minos 12.0' || fail "$helper needs another macOS than 12.0 ($processor)"
  libraries=$(llvm-otool-14 -arch $processor -L $helper | sed -n 's/^\t\([^ ]*\) .*/\1/p' | xargs)
  [ "$libraries" = /usr/lib/libSystem.B.dylib ] || fail "$helper needs $libraries ($processor)"
done
# The arm64 half runs only when it's signed, be it by nobody (ad hoc).
llvm-objdump-14 --macho --arch=arm64 --private-headers $helper | grep -q LC_CODE_SIGNATURE || fail "$helper has no signature"

# What macOS doesn't have can't be included.
for header in sys/prctl.h linux/types.h xcb/xcb.h QDBusConnection windows.h; do
  if echo "#include <$header>" | "$tools/aarch64/compiler" -isystem /usr/include -x c++ -fsyntax-only - 2>"$tools/errors"; then
    fail "$header can be included"
  fi
  grep -q "'$header' file not found" "$tools/errors" || fail "$(cat "$tools/errors")"
done

# Everything else, as objects: there is no Qt to link it with.
ninja -C build/macos-aarch64 -t targets all | sed -n 's/^\(.*\.o\): .*/\1/p' | xargs ninja -C build/macos-aarch64
ninja -C build/macos-aarch64 -t deps | sed -n "s|^ *$PWD/||p; s|^ *\.\./\.\./||p" | sort -u >build/macos-aarch64/compiled
missing=$(git ls-files 'app/*.cpp' 'app/*.mm' 'helper/*.cpp' 'helper/*.mm' | grep -vE '_(linux|windows)\.cpp$' |
  sort | comm -23 - build/macos-aarch64/compiled)
[ -z "$missing" ] || fail "Not compiled for macOS:
$missing"

# What is beside the programs in the bundle.
cmake --build build/macos-aarch64 --target icons
resources=build/macos-aarch64/resources
python3 - $resources/Info.plist resources/macos/entitlements.plist <<'END'
import plistlib, sys
info, entitlements = (plistlib.load(open(name, 'rb')) for name in sys.argv[1:])
wanted = {'CFBundleExecutable': 'vouch-tray', 'CFBundleIconFile': 'vouch', 'LSMinimumSystemVersion': '12.0',
          'LSUIElement': True}
wrong = {key: info.get(key) for key in wanted if info.get(key) != wanted[key]}
assert not wrong and entitlements == {}, (wrong, entitlements)
END
# git's helper stands in for the programs that can't be linked.
programs=build/macos-aarch64/bin
for program in vouch vouch-tray; do cp $programs/git-credential-vouch $programs/$program; done
layout=build/macos-aarch64/layout
rm -rf $layout
DESTDIR=$PWD/$layout cmake --install build/macos-aarch64 --prefix / >/dev/null
rm $programs/vouch $programs/vouch-tray
for file in Info.plist MacOS/vouch MacOS/vouch-tray MacOS/git-credential-vouch MacOS/git-remote-codecommit \
    Resources/vouch.icns Resources/man/man1/git-credential-vouch.1 Resources/zsh/site-functions/_vouch; do
  [ -e "$layout/Vouch.app/Contents/$file" ] || fail "Vouch.app has no $file"
done
[ "$(ls $layout)" = Vouch.app ] || fail "Installed beside Vouch.app: $(ls $layout)"
# icnsutils knows the elements of every size, and the pictures of three.
elements=$(icns2png -l $resources/vouch.icns 2>/dev/null | grep -oE "'ic[a-z0-9]{2}'" | tr -d "'" | sort | xargs)
[ "$elements" = "ic07 ic08 ic09 ic10 ic11 ic12 ic13 ic14 icp4 icp5" ] || fail "vouch.icns has only $elements"
rm -rf $resources/extracted
mkdir $resources/extracted
icns2png -x -o $resources/extracted $resources/vouch.icns >/dev/null 2>&1
[ "$(file -b $resources/extracted/*1024x1024*.png | cut -d , -f 2)" = " 1024 x 1024" ] || fail "vouch.icns has no largest icon"

echo "macOS: $(git ls-files 'app/*.cpp' 'app/*.mm' 'helper/*.cpp' 'helper/*.mm' | grep -cvE '_(linux|windows)\.cpp$') sources compile."
