#!/bin/sh
# Every module that a module names under USES is one whose headers its sources include, themselves or through
# other headers: an arrow that nothing takes any more has to go.
#   unused.sh
set -eu
cd "$(dirname "$0")/../.."

# MODULE USED for each name under a USES.
arrows() {
  for file in $(git ls-files -co --exclude-standard 'app/*CMakeLists.txt' 'helper/*/CMakeLists.txt'); do
    tr '\n' ' ' <"$file" | sed -n 's/.*vouch_module(\([^ )]*\)[^)]* USES \([^)]*\)).*/\1 \2/p' |
      sed 's/ LINK .*//' | awk '{ for (i = 2; i <= NF; i++) print $1, $i }'
  done
}

# FOLDER/FILE HEADER for each include of a header of ours; folders are named as modules are.
includes() {
  git grep --untracked -E '^#include "[^"]+/[^"]+"' -- 'app/*' 'helper/*' |
    sed -E 's,^(app|helper)/([^:]+):#include "([^"]+)".*,\2 \3,'
}

unused=$({ arrows | sed 's/^/arrow /'; includes | sed 's/^/include /'; } | awk '
  function folder(path) { return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "app" }
  $1 == "arrow" { arrow[$2 " " $3] = 1; next }
  { included[$2] = included[$2] " " $3; sources[folder($2)] = sources[folder($2)] " " $2 }
  # Marks the modules of what `file` includes as taken by `module`.
  function follow(module, file,    headers, count, i) {
    count = split(included[file], headers, " ")
    for (i = 1; i <= count; i++)
      if (!((module, headers[i]) in seen)) {
        seen[module, headers[i]] = 1
        taken[module " " folder(headers[i])] = 1
        follow(module, headers[i])
      }
  }
  END {
    for (module in sources) {
      count = split(sources[module], files, " ")
      for (i = 1; i <= count; i++)
        follow(module, files[i])
    }
    for (each in arrow) {
      arrows++
      if (!(each in taken))
        print each
    }
    if (arrows < 100)
      print "There are too few arrows: this test looks in the wrong place."
  }' | sort)
if [ -n "$unused" ]; then
  echo "$unused" | sed -E 's/^([^ ]+) ([^ ]+)$/\1: includes nothing of \2, which its USES names/' >&2
  exit 1
fi
