#!/bin/sh
# What only one system has stands in the files of that system (NAME_linux.cpp, NAME_unix.cpp, NAME_macos.cpp,
# NAME_windows.cpp, and headers named so that only they include): no other source or header includes its headers,
# names its paths, variables and commands, not even in sentences for people, or asks which system it is compiled
# for. Comments may say what they like.
#   systems.sh
set -eu
cd "$(dirname "$0")/.."

headers='#include <([a-z0-9_]+/)*[A-Za-z0-9_]+\.h>|#include <(signal|csignal)>'
headers="$headers|#include \"[a-z/_]+_(linux|unix|macos|windows)\.h\""
bus='\bQDBus|\bQCoroDBus|#include <QtDBus|QCoro/QCoroDBus|org\.freedesktop|\bD-?Bus\b|\bdbus\b|\b[Ss]ession bus\b'
display='\bxcb_|"(xcb|wayland|cocoa|windows)"|\bX11\b|\bWayland\b'
paths='(^|[^A-Za-z0-9_.~})%/-])/(proc|dev|etc|usr|bin|sbin|run|sys|tmp|var|opt|Library|Applications)\b|[A-Z]:\\\\'
variables='XDG_[A-Z]|"(WAYLAND_)?DISPLAY"|"(LOCAL)?APPDATA"|USERPROFILE|DBUS_[A-Z]'
commands='\b(chmod|chown|icacls|sudo|timedatectl|systemctl|systemd|launchctl|gsettings|loginctl|w32tm|sntp|udev)\b'
commands="$commands|\b(gnome-keyring|apt-get|dnf|xdg-(open|mime|settings)|gio open|rundll32|ms-settings|x-apple)\b"
commands="$commands|\b(sh|bash|cmd|powershell|pwsh)(\.exe)? [-/]c\b"
commands="$commands|\"(sh|bash|cmd|powershell|pwsh|open|start)(\.exe)?\"(_s|_L1)?, *\{"
apps='\b(Explorer|Task Manager|Credential Manager|Keychain Access|System Settings|Control Panel)\b'
modes='(^|[^.0-9A-Za-z_])0[0-7]{3}\b|\bmode [0-7]{3}\b|\bQFile(Device|Info)?::(Read|Write|Exe)(Owner|User|Group|Other)\b'
calls='::(kill|chmod|umask|fork|execvp?|waitpid|pipe2?|dup2|geteuid|getuid|getpid|getppid|isatty|fstat|lstat|stat)\('
signals='\bSIG(KILL|TERM|INT|PIPE|HUP|CHLD|QUIT|ALRM|USR[12])\b|\b(sigaction|sigprocmask|signalfd)\b|\bstd::signal\b'
questions='\bQ_OS_[A-Z]|\b(__linux__|__APPLE__|_WIN32|__unix__)\b'
all="$headers|$bus|$display|$paths|$variables|$commands|$apps|$modes|$calls|$signals|$questions"

# Each of these is found, or the patterns above are wrong.
missed=$(grep -vE "$all" <<'LINES' || true
#include <unistd.h>
#include <sys/stat.h>
#include "wire/native_windows.h"
QFile file(u"/proc/self/stat"_s);
tr("Look at /etc/hosts.")
const auto bus = QDBusConnection::sessionBus();
tr("The session bus has ended.")
auto *connection = xcb_connect(nullptr, nullptr);
u"org.freedesktop.Notifications"_s
if (QGuiApplication::platformName() == "xcb"_L1)
qEnvironmentVariable("XDG_RUNTIME_DIR")
tr("Run: chmod go-w %1")
tr("Set the clock: timedatectl set-ntp true")
tr("or make it yours with mode 700.")
process.start(u"sh"_s, {u"-c"_s, command});
const char *command = "sh -c true";
file.setPermissions(QFile::ReadOwner);
::umask(0077);
std::signal(SIGPIPE, SIG_IGN);
#ifdef Q_OS_WIN
LINES
)
if [ -n "$missed" ]; then
  echo "This test overlooks:" >&2
  printf '%s\n' "$missed" >&2
  exit 1
fi

# Where a name is not the system's: FILE:PATTERN, and why.
allowed() {
  cat <<'LIST'
.*:<fido\.h>
.*:<libpsl\.h>
.*:<openssl/.*\.h>
.*:<qt6keychain/keychain\.h>
helper/gitconfig/global_file.cpp:XDG_CONFIG_HOME
app/core/git_file.cpp:/dev/null
app/core/ownership.h:QFileDevice::ReadOwner
app/core/ownership.h:QFileDevice::ExeOwner
app/endpoint/program_names.cpp:"systemd-inhibit"
app/endpoint/requester_lookup.cpp:"systemd"
app/endpoint/running_code.cpp:"systemd"
LIST
  # Libraries that every system has; what git knows on every system; Qt's names of permissions, once; programs
  # that may have started another, by their names.
}

found=$(git grep -nE --untracked "$all" -- 'app/*.h' 'app/*.cpp' 'helper/*.h' 'helper/*.cpp' \
    ':!*_linux.*' ':!*_unix.*' ':!*_macos.*' ':!*_windows.*' |
  sed -E 's@^([^:]+:[0-9]+:)//.*@\1@; s@[[:space:]]//.*@@' | grep -E "^[^:]+:[0-9]+:.*($all)" || true)
for exception in $(allowed); do
  found=$(printf '%s\n' "$found" | grep -v "^${exception%%:*}:.*${exception#*:}" || true)
done
[ -z "$found" ] && exit 0
echo "This belongs into a file of its system (see app/README.md):" >&2
printf '%s\n' "$found" >&2
exit 1
