#!/bin/sh
# Proves that a newcomer can follow the README: makes a fresh Debian 12 with nothing but git and a shell,
# clones what is committed into it, and runs both of its commands there. Root only; takes a while.
#   fresh.sh [FOLDER]     keeps the system in FOLDER, and uses it again
set -eu
cd "$(dirname "$0")/.."
[ "$(id -u)" = 0 ] || { echo "fresh.sh: needs root, for debootstrap and chroot" >&2; exit 2; }
command -v debootstrap >/dev/null || apt-get install -y -qq debootstrap >/dev/null

keep=${1:-}
root=${keep:-$(mktemp -d)}
mkdir -p "$root"

cleanup() {
  for place in dev/pts dev proc sys; do
    mountpoint -q "$root/$place" && umount -l "$root/$place"
  done
  [ -n "$keep" ] || rm -rf --one-file-system "$root"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

if [ ! -e "$root/usr/bin/git" ]; then
  debootstrap --variant=minbase --include=git,ca-certificates,sudo bookworm "$root" >/dev/null
fi
for place in proc sys dev dev/pts; do mount --bind "/$place" "$root/$place"; done
cp /etc/resolv.conf "$root/etc/resolv.conf"
# A network that reads along needs its own authorities, inside as well.
[ -d /usr/local/share/ca-certificates ] &&
  cp -r /usr/local/share/ca-certificates "$root/usr/local/share/" && chroot "$root" update-ca-certificates >/dev/null 2>&1
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"

chroot "$root" id newcomer >/dev/null 2>&1 || chroot "$root" useradd -m newcomer
echo 'newcomer ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/newcomer"
home=home/newcomer
rm -rf "$root/$home/vouch"
git clone -q --no-local . "$root/$home/vouch"
chroot "$root" chown -R newcomer: "/$home"
git log -1 --format='%h %s'

# A newcomer with sudo runs both; CI runs the second one as root.
inside() {
  echo "== $*"
  chroot --userspec=newcomer:newcomer "$root" env -i HOME="/$home" USER=newcomer \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt LANG=C.UTF-8 \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    sh -c "cd ~/vouch && $*"
}
inside sh tests/sandbox/try.sh </dev/null
inside sh tests/run.sh </dev/null
echo "Both commands work on a fresh Debian 12."
