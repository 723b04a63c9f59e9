#!/bin/sh
# Installs what building and testing need, from Debian's or Ubuntu's own packages. Does nothing where all
# of it is there. Elsewhere it names what to install.
#   install.sh build        what building the product needs
#   install.sh package      what building and checking packages needs, beside building the product
#   install.sh tryout       what the try-out needs, beside the programs
#   install.sh test         what the tests need, and the try-out
#   install.sh walk         a panel and a terminal for walk.sh, which is no part of the tests
#   install.sh macos        what compiling for macOS needs, beside building the product, and npm's compiler
#   install.sh windows      what building the product for Windows needs, beside building it for Debian, and wine
set -eu

build="g++ cmake ninja-build pkg-config git ca-certificates
  qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-l10n-tools qtkeychain-qt6-dev qcoro-qt6-dev
  libfido2-dev libpsl-dev libssl-dev libxcb1-dev"
tryout="libcbor-dev openssl nodejs npm dbus gnome-keyring libsecret-1-0 libglib2.0-bin
  xvfb xauth xdotool x11-utils imagemagick trayer fonts-noto-core procps"
package="dpkg-dev fakeroot file gzip man-db nodejs rpm lintian appstream desktop-file-utils rpmlint cpio"
test="$tryout chromium chromium-driver chromium-sandbox clang-format clang-tidy clang libclang-rt-dev lld
  openbox dunst haskell-gtk-sni-tray-utils awscli bash-completion fish zsh"
walk="xfce4-panel xterm"
macos="llvm-14 icnsutils file python3 nodejs npm"
windows="g++-mingw-w64-x86-64-posix libz-mingw-w64-dev mingw-w64-tools publicsuffix python3 patch perl make xz-utils
  wine wine64 nsis osslsigncode zip"

wanted=""
for group in "$@"; do
  case $group in
    build) wanted="$wanted $build" ;;
    tryout) wanted="$wanted $tryout" ;;
    package) wanted="$wanted $package" ;;
    test) wanted="$wanted $test" ;;
    walk) wanted="$wanted $walk" ;;
    macos) wanted="$wanted $macos" ;;
    windows) wanted="$wanted $windows" ;;
    *) echo "usage: install.sh build|package|tryout|test|walk|macos|windows ..." >&2; exit 2 ;;
  esac
done

if ! command -v apt-get >/dev/null; then
  echo "This system has no apt-get. Please see to it that these are installed, by whatever name your" >&2
  echo "system has for them:" $wanted >&2
  exit 0
fi

system=$(. /etc/os-release && echo "$ID")
missing=""
for package in $wanted; do
  case " $missing " in *" $package "*) continue ;; esac
  # Node may come from elsewhere, and brings its own npm then.
  case $package in nodejs | npm) command -v "${package%js}" >/dev/null && continue ;; esac
  # Ubuntu has these as snaps only: what needs a browser or the AWS CLI is left out there.
  case $package-$system in chromium*-ubuntu | awscli-ubuntu) continue ;; esac
  dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
    missing="$missing $package"
done
[ -n "$missing" ] || exit 0

root=""
[ "$(id -u)" = 0 ] || root="sudo"
echo "Installing:$missing"
$root apt-get update -qq
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
