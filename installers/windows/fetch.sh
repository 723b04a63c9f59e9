#!/bin/sh
# Downloads the files of sources.txt and checks each; those that are there already are only checked.
#   fetch.sh FOLDER
set -eu
here=$(dirname "$(readlink -f "$0")")
mkdir -p "$1"
cd "$1"

checked() { # SHA-256, file
  [ -f "$2" ] && echo "$1  $2" | sha256sum --check --status
}

# The index of the sources, apart from the system's own.
prepare() {
  [ ! -f apt/prepared ] || return 0
  mkdir -p apt/lists/partial apt/cache/archives/partial
  for suite in "debian bookworm" "debian-security bookworm-security" "debian trixie" "debian sid"; do
    echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/$suite main"
  done >apt/sources.list
  apt -qq update
  touch apt/prepared
}
apt() {
  apt-get -o Dir::Etc::SourceList="$PWD/apt/sources.list" -o Dir::Etc::SourceParts=- -o APT::Sandbox::User=root \
    -o Dir::State::Lists="$PWD/apt/lists" -o Dir::Cache="$PWD/apt/cache" "$@"
}

grep -v '^#' "$here/sources.txt" | while read -r sum file package version suite; do
  checked "$sum" "$file" && continue
  prepare
  # It fails where a mirror has lost one of the package's other files; the checksum decides.
  apt -qq source --download-only "$package=$version" >"apt/$package.log" 2>&1 || true
  checked "$sum" "$file" && continue
  echo "$file is not what $suite had as $package $version, or could not be downloaded:" >&2
  cat "apt/$package.log" >&2
  echo "Put the right file into $PWD, or name a newer version in $here/sources.txt." >&2
  exit 1
done
rm -rf apt
