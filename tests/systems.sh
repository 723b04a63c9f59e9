#!/bin/sh
# What only one system has stands in the files of that system (NAME_linux.cpp, NAME_unix.cpp, NAME_macos.cpp,
# NAME_windows.cpp, and headers named so that only they include): no other source or header includes its headers,
# names its paths, variables and commands, or asks which system it is compiled for. Comments may say what they
# like.
#   systems.sh
set -eu
cd "$(dirname "$0")/.."

headers='#include <(unistd|fcntl|poll|pwd|grp|signal|csignal|termios|dirent|dlfcn|spawn|windows|sddl|aclapi)(\.h)?>'
headers="$headers|#include <(sys|netinet|arpa|linux|xcb|X11|glib|gio|libsecret|mach|CoreFoundation|Security|AppKit)/"
headers="$headers|#include \"[a-z/_]+_(linux|unix|macos|windows)\.h\""
headers="$headers|#include <(QtDBus|QDBus|QCoro/QCoroDBus)"
paths='"/(proc|dev|etc|usr|bin|sbin|run|sys|tmp|var|opt|Library|Applications)\b|[A-Z]:\\\\'
variables='XDG_[A-Z]|"(WAYLAND_)?DISPLAY"|"(LOCAL)?APPDATA"|USERPROFILE'
commands='\b(chmod|chown|icacls|timedatectl|systemctl|launchctl|gsettings|loginctl|w32tm|gnome-keyring|apt-get|dnf)\b'
commands="$commands|\"(sh|bash|cmd|powershell|open|start)(\.exe)?\"(_s|_L1)?, *\{|\b(xdg-(open|mime|settings)|gio open|rundll32)\b"
calls='::(kill|chmod|umask|fork|execvp?|waitpid|pipe2?|dup2|geteuid|getuid|getpid|getppid|isatty|fstat|lstat|stat)\(|\bSIG(KILL|TERM|INT|PIPE|HUP|CHLD)\b'
questions='\bQ_OS_[A-Z]|\b(__linux__|__APPLE__|_WIN32|__unix__)\b'
all="$headers|$paths|$variables|$commands|$calls|$questions"

# Where a name is not the system's: FILE:PATTERN, and why.
allowed() {
  cat <<'LIST'
helper/gitconfig/global_file.cpp:XDG_CONFIG_HOME
app/core/git_file.cpp:/dev/null
LIST
  # git knows both on every system.
}

found=$(git grep -nE --untracked "$all" -- 'app/*.h' 'app/*.cpp' 'helper/*.h' 'helper/*.cpp' \
    ':!*_linux.*' ':!*_unix.*' ':!*_macos.*' ':!*_windows.*' |
  sed -E 's@(:|[[:space:]])//.*@\1@' | grep -E "^[^:]+:[0-9]+:.*($all)" || true)
for exception in $(allowed); do
  found=$(printf '%s\n' "$found" | grep -v "^${exception%%:*}:.*${exception#*:}" || true)
done
[ -z "$found" ] && exit 0
echo "This belongs into a file of its system (see app/README.md):" >&2
printf '%s\n' "$found" >&2
exit 1
