#!/bin/sh
# Proves on fresh systems, with nothing but git and a shell, that a newcomer gets along. Clones what is
# committed. Root only.
#   fresh.sh [RELEASE...]            both commands of README work; the releases are bookworm and trixie
#   fresh.sh packages [RELEASE...]   the packages build, the same bytes twice, the linters find nothing, and
#                                    installed.sh passes where only the package is installed
# VOUCH_FRESH=FOLDER keeps the systems there, and uses them again.
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "fresh.sh: needs root, for debootstrap and chroot" >&2; exit 2; }
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null

what=readme
if [ "${1:-}" = packages ]; then what=packages && shift; fi
[ $# -gt 0 ] || set -- bookworm trixie
for release in "$@"; do
  case $release in bookworm | trixie) ;; *) echo "usage: fresh.sh [packages] [bookworm|trixie ...]" >&2; exit 2 ;; esac
done

systems=${VOUCH_FRESH:-$(mktemp -d)}
mkdir -p "$systems"
trap '[ -n "${VOUCH_FRESH:-}" ] || rm -rf --one-file-system "$systems"' EXIT
trap 'exit 130' INT TERM

# system NAME RELEASE: a system of its own in $systems/NAME, unless it is there.
system() {
  root=$systems/$1
  if [ ! -e "$systems/$2/usr/bin/git" ]; then
    debootstrap --variant=minbase --include=git,ca-certificates,sudo "$2" "$systems/$2" >/dev/null
    # A network that reads along needs its own authorities, inside as well.
    [ ! -d /usr/local/share/ca-certificates ] ||
      cp -r /usr/local/share/ca-certificates "$systems/$2/usr/local/share/"
    chroot "$systems/$2" update-ca-certificates >/dev/null 2>&1
    cp /etc/ssl/certs/ca-certificates.crt "$systems/$2/etc/ssl/certs/ca-certificates.crt"
    echo "127.0.0.1 localhost $(hostname)" >"$systems/$2/etc/hosts"
    chroot "$systems/$2" useradd -m newcomer
    echo 'newcomer ALL=(ALL) NOPASSWD: ALL' >"$systems/$2/etc/sudoers.d/newcomer"
  fi
  [ -e "$root" ] || cp -a "$systems/$2" "$root"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
}

# inside USER COMMAND...: in the system, where nothing stays mounted or running after it.
inside() {
  echo "== $*"
  root=$root user=$1 unshare --mount --pid --fork --kill-child sh -eu -c '
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount --rbind /dev "$root/dev"
    shift
    home=$(chroot "$root" sh -c "echo ~$user")
    exec chroot --userspec="$user:$user" "$root" env -i HOME="$home" USER="$user" \
      PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt LANG=C.UTF-8 \
      ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
      sh -euc "cd ~ && $*"' sh "$@" </dev/null
}

# clone USER [NAME]: what was committed when this began, in the home folder of the user.
clone() {
  home=$(chroot "$root" sh -c "echo ~$1")
  rm -rf "$root/$home/${2:-vouch}"
  git clone -q --no-local . "$root/$home/${2:-vouch}"
  git -C "$root/$home/${2:-vouch}" reset -q --hard "$commit"
  chroot "$root" chown -R "$1:" "$home/${2:-vouch}"
}

commit=$(git rev-parse HEAD)
git log -1 --format='%h %s' "$commit"
for release in "$@"; do
  if [ $what = readme ]; then # a newcomer with sudo runs both; CI runs the second one as root
    system "$release-readme" "$release"
    clone newcomer
    inside newcomer 'cd vouch && sh tests/sandbox/try.sh'
    inside newcomer 'cd vouch && sh tests/run.sh'
    echo "Both commands work on a fresh Debian $release."
    continue
  fi

  system "$release-build" "$release"
  clone root
  inside root 'cd vouch && sh tests/install.sh build package tryout && sh tests/packages.sh'
  inside root 'cd vouch && sh installers/build.sh && sh installers/check.sh'
  clone root vouch-again
  inside root 'cd vouch-again && sh installers/build.sh >/dev/null &&
    cmp build/packages/SHA256SUMS ../vouch/build/packages/SHA256SUMS'
  # The version before has no installers: its package is what its own installation puts down.
  inside root 'cd vouch && sh tests/old-package.sh 0.1.0 09c3f55859cb2cc67bf259dce0f2fe2b3017d2d5'
  inside root 'cd vouch && cmake -D VOUCH_TESTKEY=ON build/package >/dev/null &&
    cmake --build build/package --target vouch-tray-testkey virtualkey virtualkey-register virtualkey-window'

  built=$root/root/vouch
  rm -rf --one-file-system "$systems/$release-person"
  system "$release-person" "$release"
  mkdir "$root/packages"
  cp "$built"/build/packages/*.deb "$built"/build/old-package/*.deb "$root/packages/"
  cp -a "$built" "$root/vouch" # the try-out, and what it needs beside what is installed
  inside root 'sh /vouch/tests/installed.sh newcomer /packages'
  echo "The package works on a fresh Debian $release."
done
