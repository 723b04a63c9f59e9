#!/bin/sh
# Runs a test with the rights of an ordinary user, also as root: the system then hides as much from the
# programs as it does on a person's computer. Only becoming another user is left to it.
#   unprivileged.sh COMMAND...
set -eu
[ "$(id -u)" != 0 ] || exec setpriv --bounding-set=-all,+setuid,+setgid,+kill,+chown --inh-caps=-all "$@"
exec "$@"
