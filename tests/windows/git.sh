#!/bin/bash
# Runs this machine's git for a program of Windows under wine, with Windows' paths and variables as Git for
# Windows takes them. Called by git.cpp's git.exe.
#   git.sh FOLDER [ARGUMENT...]     FOLDER has "in"; "out", "errors" and, at last, "code" are written there
drive=$WINEPREFIX/drive_c
# Sets "path" to this machine's name of a path of Windows.
unix() {
  case $1 in
    [Cc]:[/\\]*) path=$drive${1:2} ;;
    [Zz]:[/\\]*) path=${1:2} ;;
    *) path=$1 && return ;;
  esac
  path=${path//\\//}
}
unix "$1"
folder=$path
shift
arguments=()
for argument; do
  case $argument in
    [CcZz]:[/\\]*)
      case $1,${arguments[-1]} in
        config,--file) unix "$argument" && argument=$path ;;
        config,*) ;; # a value
        *) unix "$argument" && argument=$path ;;
      esac
      ;;
    alias.*=!* | credential.helper=!*)
      argument=${argument//C:\//$drive/}
      case $argument in *git-credential-vouch.exe*) argument=${argument/!/!wine64 } ;; esac
      ;;
  esac
  arguments+=("$argument")
done

# wine keeps Windows' own values of these apart.
unix "${WINEHOME:-$HOMEDRIVE$HOMEPATH}"
HOME=$path
if [ "${1-}" != config ]; then # which starts no other program
  mkdir "$folder/bin"
  programs=$folder/bin:
  IFS=';' read -ra windows <<<"$WINEPATH"
  for each in "${windows[@]}"; do
    unix "$each"
    programs+=$path:
    for program in "$path"/git-*; do
      case $program in
        *.exe)
          name=${program##*/}
          read -rn2 kind <"$program"
          [ "$kind" = MZ ] && wine='wine64 ' || wine='' # a test's may be a script
          printf '#!/bin/sh\nexec %s"%s" "$@"\n' "$wine" "$program" >"$folder/bin/${name%.exe}"
          chmod +x "$folder/bin/${name%.exe}"
          ;;
      esac
    done
  done
  PATH=$programs$PATH:/usr/lib/wine
fi
for name in GIT_CONFIG_GLOBAL GIT_CEILING_DIRECTORIES XDG_CONFIG_HOME; do
  [ -z "${!name-}" ] || { unix "${!name}" && export "$name=$path"; }
done
GIT_CONFIG_SYSTEM="$drive/Program Files/Git/etc/gitconfig"
export HOME PATH GIT_CONFIG_SYSTEM

git "${arguments[@]}" <"$folder/in" >"$folder/out" 2>"$folder/errors"
code=$?
case "$*" in *--show-*) sed -i -z "s,^file:$drive/,file:C:/,; s,^$drive/,C:/," "$folder/out" ;; esac
rm -rf "$folder/bin"
echo $code >"$folder/code.part"
mv "$folder/code.part" "$folder/code"
