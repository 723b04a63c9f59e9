#!/bin/sh
# What a person does with the package on a system that has nothing else of ours: installs it, removes it,
# upgrades from the version before while that runs, signs in and pushes, purges. It changes the system;
# fresh.sh makes one for it.
#   installed.sh USER FOLDER    FOLDER holds the package, and the one before
set -eu
source=$(cd "$(dirname "$0")/.." && pwd)
person=$1
new=$(ls "$2"/vouch_*.deb | grep -v '_0\.1\.0_')
old=$(ls "$2"/vouch_0.1.0_*.deb)
home=$(eval echo "~$person")
export DEBIAN_FRONTEND=noninteractive

say() { echo "-- $*"; }
fail() { echo "installed.sh: $*" >&2; exit 1; }
apt() { apt-get "$@" 2>&1 || fail "apt-get $*"; }
as_person() {
  runuser -u "$person" -- env -i HOME="$home" USER="$person" XDG_RUNTIME_DIR="/run/$person" LC_ALL=C.UTF-8 \
    PATH=/usr/local/bin:/usr/bin:/bin NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt sh -c "cd ~ && $*"
}
# What the package manager and its triggers write down for themselves is not the package's.
files() {
  find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run -o -path /var/cache \
    -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path /var/log -o -path "$source" \) -prune \
    -o -print | sort
}
person_files() { find "$home" -type f -exec sha256sum {} + | sort; }
start_application() { # as git does
  printf 'protocol=https\nhost=git-codecommit.us-east-1.amazonaws.com\npath=v1/repos/x\n\n' >/tmp/request
  as_person "GIT_TERMINAL_PROMPT=0 git credential-vouch get </tmp/request" || true
}
end_application() { # the one of the person; nothing else has its process id here
  pid=$(as_person "vouch status --json" | sed -n 's/.*"pid":\([0-9]*\).*/\1/p') || true
  [ -z "$pid" ] || kill "$pid"
}

install -d -m 700 -o "$person" "/run/$person"
apt update -qq
apt install -y -qq findutils passwd >/dev/null

say "installs where nothing is there, runs, and is gone without a trace"
files >/tmp/before
apt install -y "$new" >/tmp/said || fail "$(cat /tmp/said)"
tail -n 3 /tmp/said
for program in /usr/bin/vouch /usr/bin/vouch-tray /usr/bin/git-credential-vouch; do
  if ldd "$program" 2>&1 | grep 'not found'; then fail "$program lacks a library"; fi
done
as_person "vouch --version"
start_application
case $(as_person "vouch status --json" || true) in
  *'"state":"not_set_up"'*) ;;
  *) fail "the application does not run" ;;
esac
end_application
apt remove -y vouch >/dev/null
dpkg-query -L vouch 2>/dev/null | while read -r file; do
  case $file in /etc/*) continue ;; esac
  if [ -f "$file" ]; then fail "left after the removal: $file"; fi
done
apt purge -y vouch >/dev/null
apt autoremove --purge -y >/dev/null
files >/tmp/after
left=$(comm -13 /tmp/before /tmp/after | grep -v "^$home/" || true)
echo "$left" | grep -i vouch && fail "left after the purge"
[ -z "$left" ] || echo "left by packages that came with it:" $left
rm -rf "$home/.config" "$home/.local" "$home/.cache"

say "an upgrade keeps the settings, and says what to do while the application runs"
(cd "$source" && sh tests/install.sh tryout) >/dev/null
apt install -y -qq "$old" >/dev/null
start_application # it says that it does not know a server, and stays
as_person "vouch config set server https://us.vouch.example"
as_person "vouch config add-role Developer arn:aws:iam::123456789012:role/Developer --default"
started=$(date +%s)
apt install -y "$new" >/tmp/said
grep -A1 "still runs in its old version for: $person" /tmp/said || fail "the upgrade does not say what to do: $(cat /tmp/said)"
as_person "vouch config list" | tee /tmp/settings
grep -q us.vouch.example /tmp/settings || fail "the server is lost"
grep -q 123456789012 /tmp/settings || fail "the role is lost"
as_person "vouch status" || true
end_application

say "the try-out, by the installed programs"
# The software key has a door in the test build only, so that stands in for the tray.
dpkg-divert --local --rename --divert /usr/bin/vouch-tray.installed --add /usr/bin/vouch-tray
cp "$source/build/package/bin/vouch-tray-testkey" /usr/bin/
cat >/usr/bin/vouch-tray <<'END'
#!/bin/bash
. "$HOME/tray.env"
exec -a "$0" /usr/bin/vouch-tray-testkey "$@"
END
chmod 755 /usr/bin/vouch-tray
chown -R "$person:" "$source"
as_person "VOUCH_BIN=/usr/bin VOUCH_BUILD='$source/build/package' node '$source/tests/sandbox/try.mjs' --headless"
echo "from the package to the first push: $(($(date +%s) - started)) s"
rm /usr/bin/vouch-tray /usr/bin/vouch-tray-testkey
dpkg-divert --local --rename --remove /usr/bin/vouch-tray

say "removal and purge leave what is the person's"
mkdir -p /etc/vouch && echo >/etc/vouch/of-the-administrator
person_files >/tmp/before
apt remove -y vouch >/dev/null
person_files | cmp - /tmp/before || fail "the removal changed something of the person's"
apt purge -y vouch >/dev/null
person_files | cmp - /tmp/before || fail "the purge changed something of the person's"
[ ! -e /etc/vouch ] || fail "the purge leaves /etc/vouch"
if find /usr /etc /var/lib -xdev -iname '*vouch*' ! -path '/var/lib/apt/*' | grep .; then fail "left"; fi
say "all of it works"
